"""Provisions and fines as people read them, for templates."""

from __future__ import annotations

from django import template

from ponleu.foundation.law import words

register = template.Library()
register.filter("law_name", words.law_name)
register.filter("law_what", words.what_words)
register.filter("law_prison", words.prison_words)
register.filter("law_fine", words.fine_words)
register.filter("law_aggravators", words.aggravator_words)
register.filter("law_instrument", words.instrument)
register.filter("law_days", words.days_words)
register.filter("law_grouped", words.grouped)
register.filter("law_articles", words.articles_words)
