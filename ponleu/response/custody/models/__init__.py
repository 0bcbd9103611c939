"""Exhibits, their signed chain, their files, who may have a copy and who had one."""

from ponleu.response.custody.models.chain import HandOver, Link, Seal
from ponleu.response.custody.models.exhibit import Exhibit
from ponleu.response.custody.models.files import CopyGrant, ExhibitFile, Viewing

__all__ = ["CopyGrant", "Exhibit", "ExhibitFile", "HandOver", "Link", "Seal", "Viewing"]
