"""Addresses of the room."""

from django.urls import include, path

from sampakt.agreements.views import agreements, circles, content, papers, parties, partnerships, people, radar

app_name = "agreements"

_partnership = [
    path("", partnerships.partnership, name="partnership"),
    path("edit/", partnerships.change, name="change_partnership"),
    path("agreements/", partnerships.agreements, name="agreements"),
    path("agreements/new/", agreements.new, name="new"),
    path("documents/", partnerships.documents, name="documents"),
    path("documents/new/", papers.new_document, name="new_document"),
    path("notes/", papers.notes, name="notes"),
    path("notes/new/", papers.write_note, name="write_note"),
    path("notes/<int:number>/edit/", papers.change_note, name="change_note"),
    path("notes/<int:number>/remove/", papers.remove_note, name="remove_note"),
    path("people/", people.people, name="people"),
    path("people/new/", people.add, name="add_person"),
    path("people/invite/", people.invite, name="invite"),
    path("people/invitations/<int:number>/withdraw/", people.withdraw, name="withdraw"),
    path("people/<int:number>/leave/", people.leave, name="leave"),
    path("people/circles/new/", circles.make, name="make_circle"),
    path("people/circles/<int:number>/", circles.show, name="circle"),
    path("people/circles/<int:number>/edit/", circles.change, name="change_circle"),
    path("people/circles/<int:number>/dissolve/", circles.dissolve, name="dissolve_circle"),
    path("themes/new/", partnerships.add_theme, name="add_theme"),
    path("themes/<slug:key>/edit/", partnerships.change_theme, name="change_theme"),
    path("themes/<slug:key>/remove/", partnerships.remove_theme, name="remove_theme"),
    path("history/", partnerships.history, name="history"),
]

_agreement = [
    path("", agreements.agreement, name="agreement"),
    path("edit/", agreements.change, name="change"),
    path("end/", agreements.end, name="end"),
    path("remove/", agreements.remove, name="remove"),
    path("place/", agreements.place, name="place"),
    path("amend/", agreements.amend, name="amend"),
    path("amendments/<int:number>/remove/", agreements.remove_amendment, name="remove_amendment"),
    path("links/new/", agreements.link, name="link"),
    path("links/<int:number>/remove/", agreements.unlink, name="unlink"),
    path("parties/new/", parties.add, name="add_party"),
    path("parties/<int:number>/edit/", parties.change, name="change_party"),
    path("parties/<int:number>/remove/", parties.remove, name="remove_party"),
    path("parties/<int:number>/sign/", parties.sign, name="sign"),
    path("parties/<int:number>/signature/withdraw/", parties.withdraw_signature, name="withdraw_signature"),
    path("parties/<int:number>/fees/new/", parties.set_fee, name="set_fee"),
    path("fees/<int:number>/edit/", parties.change_fee, name="change_fee"),
    path("fees/<int:number>/remove/", parties.remove_fee, name="remove_fee"),
    path("parties/<int:number>/steps/new/", parties.plan_step, name="plan_step"),
    path("steps/<int:number>/record/", parties.record_step, name="record_step"),
    path("steps/<int:number>/edit/", parties.change_step, name="change_step"),
    path("steps/<int:number>/remove/", parties.remove_step, name="remove_step"),
    path("topics/<slug:topic>/", content.answer_topic, name="answer_topic"),
    path("claims/new/", content.claim, name="claim"),
    path("claims/<int:number>/choose/", content.choose_claim, name="choose_claim"),
    path("claims/<int:number>/remove/", content.remove_claim, name="remove_claim"),
    path("impacts/new/", content.assess_impact, name="assess_impact"),
    path("impacts/<int:number>/remove/", content.remove_impact, name="remove_impact"),
    path("goals/new/", content.link_goal, name="link_goal"),
    path("goals/<int:number>/remove/", content.unlink_goal, name="unlink_goal"),
    path("documents/new/", papers.file_document, name="file_document"),
    path("documents/attach/", papers.attach, name="attach"),
    path("documents/<int:number>/detach/", papers.detach, name="detach"),
    path("notes/new/", papers.write_note_on_agreement, name="write_note_on_agreement"),
]

urlpatterns = [
    path("partnerships/", partnerships.partnerships, name="partnerships"),
    path("partnerships/<slug:code>/", include(_partnership)),
    path("agreements/<slug:code>/", include(_agreement)),
    path("renewals/", radar.renewals, name="renewals"),
]
