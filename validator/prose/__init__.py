"""Paragraphs → sections, dates, and what the sentences claim of the tables."""
