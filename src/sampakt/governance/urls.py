"""Addresses of the room."""

from django.urls import include, path

from sampakt.governance.terms import PaperSort
from sampakt.governance.views import (
    agenda,
    bodies,
    calendar,
    decisions,
    meetings,
    minutes,
    papers,
    proposals,
    seats,
    tasks,
)

app_name = "governance"

_of_partnership = [
    path("bodies/", bodies.bodies, name="bodies"),
    path("bodies/new/", bodies.form_body, name="form_body"),
    path("decisions/", decisions.register, name="decisions"),
]

_body = [
    path("", bodies.body, name="body"),
    path("edit/", bodies.change_body, name="change_body"),
    path("dissolve/", bodies.dissolve_body, name="dissolve_body"),
    path("remove/", bodies.remove_body, name="remove_body"),
    path("seats/new/", seats.add_seat, name="add_seat"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/new/", meetings.plan, name="plan_meeting"),
    path("decisions/new/", decisions.decide_between, name="decide_between"),
    path("actions/", tasks.tasks, name="tasks"),
    path("actions/new/", tasks.give, name="give_task"),
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/new/", proposals.propose, name="propose"),
]

_seat = [
    path("edit/", seats.change_seat, name="change_seat"),
    path("fill/", seats.fill_seat, name="fill_seat"),
    path("end/", seats.end_seat, name="end_seat"),
    path("remove/", seats.remove_seat, name="remove_seat"),
]

_meeting = [
    path("", meetings.meeting, name="meeting"),
    path("edit/", meetings.change, name="change_meeting"),
    path("call/", meetings.call, name="call_meeting"),
    path("cancel/", meetings.cancel, name="cancel_meeting"),
    path("remove/", meetings.remove, name="remove_meeting"),
    path("hold/", meetings.hold, name="hold_meeting"),
    path("attendance/", meetings.attendance, name="attendance"),
    path("agenda/", agenda.take_up, name="take_up"),
    path("items/new/", agenda.add_item, name="add_item"),
    path("minutes/", minutes.minutes, name="minutes"),
    path("send/", minutes.send, name="send_minutes"),
    path("reopen/", minutes.reopen, name="reopen_minutes"),
    path("adjust/", minutes.adjust, name="adjust_minutes"),
    path("adjusted/", meetings.adjusted_elsewhere, name="adjusted_elsewhere"),
    path("correct/", minutes.correct, name="correct_minutes"),
]

_item = [
    path("edit/", agenda.change_item, name="change_item"),
    path("move/", agenda.move_item, name="move_item"),
    path("remove/", agenda.remove_item, name="remove_item"),
    path("material/", agenda.add_material, name="add_material"),
    path("recuse/", agenda.recuse, name="recuse"),
    path("minutes/", minutes.write, name="write_minutes"),
    path("decide/", decisions.decide, name="decide"),
    path("actions/new/", tasks.give_under_item, name="give_under_item"),
]

_decision = [
    path("", decisions.decision, name="decision"),
    path("edit/", decisions.change_decision, name="change_decision"),
    path("approve/", decisions.approve_decision, name="approve_decision"),
    path("remove/", decisions.remove_decision, name="remove_decision"),
    path("actions/new/", tasks.give_by_decision, name="give_by_decision"),
]

_task = [
    path("", tasks.task, name="task"),
    path("edit/", tasks.change, name="change_task"),
    path("done/", tasks.carry_out, name="carry_out"),
    path("report/", tasks.report_back, name="report_back"),
    path("reopen/", tasks.reopen, name="reopen_task"),
    path("drop/", tasks.drop, name="drop_task"),
]

_proposal = [
    path("edit/", proposals.change, name="change_proposal"),
    path("schedule/", proposals.schedule, name="schedule"),
    path("decline/", proposals.decline, name="decline"),
]

_calendar = [
    path("", calendar.feeds, name="feeds"),
    path("open/", calendar.open_feed, name="open_feed"),
    path("<int:number>/close/", calendar.close_feed, name="close_feed"),
    path("<str:key>.ics", calendar.own_calendar, name="own_calendar"),
]

_templates = [
    path("", papers.templates, name="templates"),
    path("<str:sort>/", papers.set_template, name="set_template"),
    path("<str:sort>/drop/", papers.drop_template, name="drop_template"),
    path("<str:sort>/template.docx", papers.start_from, name="start_from"),
]

_papers_of_a_meeting = [
    path(f"{sort}.{ending}", papers.meeting_paper, {"sort": sort, "ending": ending}, name=f"{sort}_{ending}")
    for sort in (PaperSort.AGENDA, PaperSort.MINUTES)
    for ending in (papers.PDF, papers.DOCX)
]

_papers_of_a_seat = [
    path("", papers.handover, name="handover"),
    path("handover.pdf", papers.handover_paper, {"ending": papers.PDF}, name="handover_pdf"),
    path("handover.docx", papers.handover_paper, {"ending": papers.DOCX}, name="handover_docx"),
]

urlpatterns = [
    path("partnerships/<slug:code>/", include(_of_partnership)),
    path("bodies/<str:code>/", include(_body)),
    path("seats/<int:number>/", include(_seat)),
    path("holdings/<int:number>/edit/", seats.change_holding, name="change_holding"),
    path("holdings/<int:number>/remove/", seats.remove_holding, name="remove_holding"),
    path("holdings/<int:number>/confirm/", seats.confirm_holding, name="confirm_holding"),
    path("seats/<int:number>/confirm/", seats.confirm_seat_of_office, name="confirm_seat"),
    path("meetings/<str:code>/", include(_meeting)),
    path("items/<int:number>/", include(_item)),
    path("materials/<int:number>/remove/", agenda.remove_material, name="remove_material"),
    path("recusals/<int:number>/remove/", agenda.unrecuse, name="unrecuse"),
    path("decisions/<str:code>/", include(_decision)),
    path("actions/<str:code>/", include(_task)),
    path("proposals/<int:number>/", include(_proposal)),
    path("partnerships/<slug:code>/papers/", include(_templates)),
    path("meetings/<str:code>/", include(_papers_of_a_meeting)),
    path("seats/<int:number>/handover/", include(_papers_of_a_seat)),
    path("calendar/", include(_calendar)),
    path("bodies/<str:code>/calendar.ics", calendar.body_calendar, name="body_calendar"),
    path("meetings/<str:code>/calendar.ics", calendar.meeting_calendar, name="meeting_calendar"),
]
