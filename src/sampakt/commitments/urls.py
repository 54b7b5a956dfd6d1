"""Addresses of the room."""

from django.urls import include, path

from sampakt.commitments.views import commitments, evidence, ledger, records, words

app_name = "commitments"

_of_partnership = [
    path("commitments/", ledger.of_partnership, name="ledger"),
    path("commitments/new/", commitments.register, name="register"),
    path("commitments/export.<str:form>", ledger.export_of_partnership, name="export"),
    path("deeds/", records.deeds_of_partnership, name="partnership_deeds"),
    path("deeds/new/", records.record_deed, name="record_deed"),
]

_one = [
    path("", commitments.commitment, name="commitment"),
    path("edit/", commitments.change, name="change"),
    path("move/", commitments.move, name="move"),
    path("replace/", commitments.supersede, name="supersede"),
    path("remove/", commitments.remove, name="remove"),
    path("state/", words.state, name="state"),
    path("confirm/", words.confirm, name="confirm"),
    path("waive/", words.waive, name="waive"),
    path("waivers/<int:pk>/edit/", words.change_waiver, name="change_waiver"),
    path("waivers/<int:pk>/end/", words.end_waiver, name="end_waiver"),
    path("evidence/new/", evidence.add_evidence, name="add_evidence"),
]

_piece = [
    path("", evidence.evidence, name="evidence"),
    path("edit/", evidence.change_evidence, name="change_evidence"),
    path("submit/", evidence.submit_evidence, name="submit_evidence"),
    path("approve/", evidence.approve_evidence, name="approve_evidence"),
    path("return/", evidence.return_evidence, name="return_evidence"),
    path("withdraw/", evidence.withdraw_evidence, name="withdraw_evidence"),
    path("remove/", evidence.remove_evidence, name="remove_evidence"),
    path("attach/", evidence.attach_evidence, name="attach_evidence"),
    path("detach/<str:commitment>/", evidence.detach_evidence, name="detach_evidence"),
]

urlpatterns = [
    path("partnerships/<slug:code>/", include(_of_partnership)),
    path("commitments/", ledger.mine, name="mine"),
    path("commitments/export.<str:form>", ledger.export_mine, name="export_mine"),
    path("commitments/<str:code>/", include(_one)),
    path("deeds/", records.deeds, name="deeds"),
    path("deeds/<str:code>/", records.deed, name="deed"),
    path("deeds/<str:code>/edit/", records.change_deed, name="change_deed"),
    path("deeds/<str:code>/remove/", records.remove_deed, name="remove_deed"),
    path("evidence/", evidence.evidence_list, name="evidence_list"),
    path("evidence/<str:code>/", include(_piece)),
]
