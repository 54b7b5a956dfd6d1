"""Writing letters and sending those that wait."""

import logging
import uuid
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from sampakt.kernel import clock
from sampakt.post.models import Letter

log = logging.getLogger(__name__)
MOST_TRIES = 12


def write_letter(*, to: str, template: str, language: str, occasion: str = "", **context: object) -> Letter | None:
    """Put a letter in the outbox: first line of the template is the subject, the rest the body.

    An ``occasion`` that has had its letter gets no second one: None. Call it inside the transaction of what the
    letter tells of.
    """
    with translation.override(language):
        text = render_to_string(template, {"address": settings.ADDRESS, **context}).strip()
    subject, _, body = text.partition("\n")
    letter, is_new = Letter.objects.get_or_create(
        occasion=occasion or uuid.uuid4().hex,
        defaults={"to": to, "subject": subject.strip()[:200], "body": body.strip() + "\n", "language": language},
    )
    return letter if is_new else None


def send_waiting() -> int:
    """Send the letters that wait, and answer how many went.

    A letter that fails stays with its fault and is tried again next time. Two that send at the same time share the
    letters: each is taken by whoever counts its try first.
    """
    sent = 0
    for letter in Letter.objects.waiting().filter(tries__lt=MOST_TRIES):
        taken = Letter.objects.waiting().filter(pk=letter.pk, tries=letter.tries).update(tries=letter.tries + 1)
        if not taken:
            continue
        try:
            EmailMessage(letter.subject, letter.body, to=[letter.to]).send()
        except (SMTPException, OSError) as error:
            letter.fault = str(error)
            log.warning("letter %s to %s was not sent: %s", letter.pk, letter.to, error)
        else:
            letter.sent_at, letter.fault = clock.now(), ""
            sent += 1
        letter.save(update_fields=["sent_at", "fault"])
    return sent
