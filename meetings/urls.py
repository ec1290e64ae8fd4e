"""Addresses of meetings and what happens between them; `access_table.py` says who may open each."""

from django.urls import URLPattern

app_name = "meetings"
urlpatterns: list[URLPattern] = [
    # meetings and the plan: groups/<slug:slug>/meetings/<int:number>/plan/…
    # invitations: groups/<slug:slug>/meetings/<int:number>/invite/, come/<str:token>/
    # the record: groups/<slug:slug>/meetings/<int:number>/record/…
    # the recap: groups/<slug:slug>/meetings/<int:number>/recap/…, recap/<str:token>/
    # actions, the desk, notes, answers: groups/<slug:slug>/actions/…, desk/, groups/<slug:slug>/notes/…, answer/<str:token>/
]
