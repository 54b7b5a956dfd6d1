"""Actions to do in the API: given, carried out, reported back; and what is proposed to bodies."""

from http import HTTPStatus
from typing import Any

from django.db.models import QuerySet
from ninja import Router, Status
from ninja.pagination import paginate

from sampakt.governance import actions
from sampakt.governance.api import named
from sampakt.governance.api.decision_schemas import (
    AnswerIn,
    CarriedOutIn,
    DropIn,
    ProposalIn,
    ProposalOut,
    ProposalPatch,
    ReportedIn,
    ScheduleIn,
    TaskIn,
    TaskOut,
    TaskPatch,
)
from sampakt.governance.models import Proposal, Task
from sampakt.governance.queries import tasks_with_names
from sampakt.governance.terms import ProposalState, TaskState
from sampakt.kernel.problems import ApiRequest
from sampakt.kernel.schemas import Pages
from sampakt.kernel.text import Text

router = Router(tags=["actions to do"])


@router.get("/bodies/{slug:code}/actions", response=list[TaskOut], summary="List actions to do")
@paginate(Pages)
def list_tasks(request: ApiRequest, code: str, state: TaskState | None = None) -> QuerySet[Task]:
    """What a body asked for, those that are due first, for those inside the partnership."""
    found = tasks_with_names(request.auth).filter(body=named.body(request, code)).order_by("due_on", "pk")
    return found.filter(state=state) if state is not None else found


@router.post("/bodies/{slug:code}/actions", response={HTTPStatus.CREATED: TaskOut}, summary="Give an action")
def give_task(request: ApiRequest, code: str, body: TaskIn) -> Status[Task]:
    """Ask somebody to do something."""
    of = named.body(request, code)
    given = actions.give_task(of, by=request.auth, **named.facts_of_task(request, body))
    return Status(HTTPStatus.CREATED, given)


@router.get("/actions/{slug:code}", response=TaskOut, summary="Get an action to do")
def get_task(request: ApiRequest, code: str) -> Task:
    """One action by its code."""
    return named.task(request, code)


@router.patch("/actions/{slug:code}", response=TaskOut, summary="Change an action to do")
def change_task(request: ApiRequest, code: str, body: TaskPatch) -> Task:
    """Correct what is to be done, by whom, or by when."""
    return actions.change_task(named.task(request, code), by=request.auth, **named.facts_of_task(request, body))


@router.post("/actions/{slug:code}/carry-out", response=TaskOut, summary="Record that an action was carried out")
def carry_out(request: ApiRequest, code: str, body: CarriedOutIn) -> Task:
    """Record that an action was carried out: whoever was asked, or who runs the body."""
    account = Text.of(body.account.model_dump())
    task = named.task(request, code)
    return actions.carry_out(task, on=body.on, account=account, version=body.version, by=request.auth)


@router.post("/actions/{slug:code}/report", response=TaskOut, summary="Record that an action was reported back")
def report_back(request: ApiRequest, code: str, body: ReportedIn) -> Task:
    """Record at which meeting an action was reported back to the body."""
    return actions.report_back(named.task(request, code), at=named.meeting(request, body.meeting), by=request.auth)


@router.post("/actions/{slug:code}/reopen", response=TaskOut, summary="Reopen an action")
def reopen_task(request: ApiRequest, code: str) -> Task:
    """Take back that an action was carried out, reported or dropped."""
    return actions.reopen_task(named.task(request, code), by=request.auth)


@router.post("/actions/{slug:code}/drop", response=TaskOut, summary="Drop an action")
def drop_task(request: ApiRequest, code: str, body: DropIn) -> Task:
    """Record that an action is not to be done after all."""
    because = Text.of(body.because.model_dump())
    return actions.drop_task(named.task(request, code), because=because, by=request.auth)


@router.get("/bodies/{slug:code}/proposals", response=list[ProposalOut], summary="List proposals")
@paginate(Pages)
def list_proposals(request: ApiRequest, code: str, state: ProposalState | None = None) -> QuerySet[Proposal]:
    """What is proposed to a body, oldest first, for those inside the partnership."""
    found = Proposal.objects.visible_to(request.auth).filter(body=named.body(request, code))
    found = found.select_related("body__space", "organisation", "item").order_by("proposed_on", "pk")
    return found.filter(state=state) if state is not None else found


@router.post("/bodies/{slug:code}/proposals", response={HTTPStatus.CREATED: ProposalOut}, summary="Propose something")
def propose(request: ApiRequest, code: str, body: ProposalIn) -> Status[Proposal]:
    """Propose that a body take something up."""
    of = named.body(request, code)
    return Status(HTTPStatus.CREATED, actions.propose(of, by=request.auth, **named.facts_of_proposal(request, body)))


@router.get("/proposals/{int:number}", response=ProposalOut, summary="Get a proposal")
def get_proposal(request: ApiRequest, number: int) -> Proposal:
    """One proposal by its number."""
    return named.proposal(request, number)


@router.patch("/proposals/{int:number}", response=ProposalOut, summary="Change a proposal")
def change_proposal(request: ApiRequest, number: int, body: ProposalPatch) -> Proposal:
    """Put a proposal better while it waits."""
    facts = named.facts_of_proposal(request, body)
    return actions.change_proposal(named.proposal(request, number), by=request.auth, **facts)


@router.post("/proposals/{int:number}/schedule", response=ProposalOut, summary="Take a proposal up")
def schedule(request: ApiRequest, number: int, body: ScheduleIn) -> Any:
    """Put a proposal on the agenda of a meeting."""
    meeting = named.meeting(request, body.meeting)
    actions.schedule(named.proposal(request, number), meeting=meeting, by=request.auth)
    return named.proposal(request, number)


@router.post("/proposals/{int:number}/decline", response=ProposalOut, summary="Decline a proposal")
def decline(request: ApiRequest, number: int, body: AnswerIn) -> Proposal:
    """Answer why a proposal is not taken up."""
    answer = Text.of(body.answer.model_dump())
    return actions.decline(named.proposal(request, number), answer=answer, by=request.auth)
