"""Addresses of the room's pages; keys and nothing else stand in them."""

from __future__ import annotations

from django.urls import path, re_path

from ponleu.response.field.web import desk, device_api, shell

app_name = "field"
urlpatterns = [
    path("", shell.device, name="device"),
    re_path(r"^(?P<language>en|km)/$", shell.device, name="device_in"),
    path("me.json", shell.me, name="me"),
    path("sw.js", shell.worker, name="worker"),
    path("manifest.webmanifest", shell.manifest, name="manifest"),
    path("work.json", device_api.work, name="work"),
    path("devices/", device_api.register, name="register"),
    path("devices/wiped/", device_api.wiped, name="wiped"),
    path("sync/", device_api.sync, name="sync"),
    path("files/<uuid:pk>/", device_api.file, name="file"),
    path("my-devices/", desk.my_devices, name="my_devices"),
    path("devices/<uuid:pk>/wipe/", desk.wipe, name="wipe"),
    path("devices/<uuid:pk>/keep/", desk.take_back_wipe, name="take_back_wipe"),
    path("operations/<uuid:pk>/", desk.operation, name="operation"),
    path("operations/<uuid:pk>/persons/", desk.persons, name="persons"),
    path("operations/<uuid:pk>/sealed/", desk.sealed, name="sealed"),
    path("operations/<uuid:pk>/found.csv", desk.persons_csv, name="persons_csv"),
    path("entries/<uuid:pk>/", desk.entry, name="entry"),
    path("entries/<uuid:pk>/file/", desk.plain_file, name="plain_file"),
    path("set-aside/<uuid:pk>/", desk.set_aside, name="set_aside"),
    path("conflicts/<uuid:pk>/choose/", desk.choose, name="choose"),
    path("choices/<uuid:pk>/take-back/", desk.take_back_choice, name="take_back_choice"),
]
