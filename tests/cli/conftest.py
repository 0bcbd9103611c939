"""Makers for tests of commands that work on a record."""

from tests.judged import a_wrong_rule, judge, make_document
from tests.reviewers import ana, ben, unit

__all__ = ["a_wrong_rule", "ana", "ben", "judge", "make_document", "unit"]
