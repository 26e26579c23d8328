"""Names of elements and their sorts, as HTML defines them."""

from __future__ import annotations

#: Elements that stand on lines of their own.
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "ul",
    ]
)
#: Elements that show nothing, or something else than what they hold.
UNENTERED = frozenset(
    [
        "-comment",
        "-doctype",
        "script",
        "style",
        "template",
        "noscript",
        "title",
        "noembed",
        "noframes",
        "svg",
        "math",
        "frame",
        "iframe",
        "embed",
        "object",
        "input",
        "select",
        "textarea",
    ]
)
#: What a table is made of, rows apart: display properties of these are not followed.
FRAMES = frozenset(["table", "thead", "tbody", "tfoot", "colgroup", "col", "caption"])
CELLS = frozenset(["td", "th"])
#: Metadata that names the day on which a page was published, the likelier first.
PUBLISHED = ("pubdate", "publishdate", "publishtime")
#: Types of form fields whose value is not shown as text.
BUTTONS = frozenset(
    ["hidden", "checkbox", "radio", "submit", "button", "reset", "image", "file", "password", "range", "color"]
)
