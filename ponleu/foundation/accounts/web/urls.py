"""Addresses of the room's pages."""

from __future__ import annotations

from django.urls import URLPattern, path

from ponleu.foundation.accounts.web import me, open_key, people, person, roles

app_name = "accounts"
urlpatterns: list[URLPattern] = [
    path("me/", me.me, name="me"),
    path("me/preferences/", me.choose_preferences, name="choose_preferences"),
    path("me/sign-out-everywhere/", me.sign_out_everywhere, name="sign_out_everywhere"),
    path("me/key/", open_key.open_key, name="open_key"),
    path("roles/", roles.roles, name="roles"),
    path("people/", people.people, name="people"),
    path("people/add/", people.add_person, name="add_person"),
    path("people/<uuid:user_id>/", person.person, name="person"),
    path("people/<uuid:user_id>/grants/give/", person.give_grant, name="give_grant"),
    path("people/<uuid:user_id>/deactivate/", person.deactivate, name="deactivate"),
    path("people/<uuid:user_id>/reactivate/", person.reactivate, name="reactivate"),
    path("people/<uuid:user_id>/reset/", person.reset_sign_in, name="reset_sign_in"),
    path("people/<uuid:user_id>/sign-out/", person.sign_out, name="sign_out"),
    path("people/<uuid:user_id>/grants/<int:grant_id>/end/", person.end_grant, name="end_grant"),
]
