"""Text from articles, made inert for each format: it opens no tag, link, mention or command there.

Each function takes plain text of one line or several and gives one line of the format's own text.
"""

from __future__ import annotations

import html
import re
import string

from hfcheck.report.visible import escape_char, make_visible

_MARKDOWN = re.compile(r"([\\`*_\[\]#|~$])")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_LEADING = re.compile(r"^( ?\d*)([-+=:.)])")
_AUTOLINK = re.compile(r"@|(?<=:)(?=//)|(?<=\bwww)(?=\.)|(?<=\\#)(?=\d)|(?<=\bGH-)(?=\d)", re.IGNORECASE)
_NOTHING = "<!-- -->"
_XML_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UNRESERVED = frozenset((string.ascii_letters + string.digits + "-._~/").encode("ascii"))


def escape_markdown(text: str) -> str:
    """Make text inert in GitHub-flavoured Markdown, also as a cell of a table.

    Markup is escaped with backslashes, HTML with entities. What a platform links without any markup (addresses,
    mentions, numbers of issues) is split by an empty HTML comment, which readers do not see.
    """
    escaped = _MARKDOWN.sub(r"\\\1", make_visible(text))
    escaped = _LEADING.sub(r"\1\\\2", escaped.translate(_ENTITIES))
    return _AUTOLINK.sub(lambda match: match.group() + _NOTHING, escaped)


def escape_xml(text: str) -> str:
    """Make text inert in XML 1.0 (https://www.w3.org/TR/xml/#charsets), as content and as a quoted attribute."""
    escaped = html.escape(make_visible(text)).replace("##", "#&#35;")
    return _XML_ILLEGAL.sub(lambda match: escape_char(match.group()), escaped)


def escape_data(text: str) -> str:
    """Make text inert as the message of a workflow command: `%`, CR and LF as the runner decodes them."""
    return make_visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """Make text inert as a property of a workflow command, which `,` and `:` would end."""
    return escape_data(text).replace(":", "%3A").replace(",", "%2C")


def escape_message(text: str) -> str:
    """Make text inert in a SARIF message: no link (SARIF 2.1.0, 3.11.6) and no placeholder (3.11.5)."""
    linkless = re.sub(r"([\\\[\]])", r"\\\1", make_visible(text))
    return linkless.replace("{", "{{").replace("}", "}}")


def encode_uri(path: str) -> str:
    """Give a POSIX path as a relative URI reference: all but unreserved characters percent-encoded (RFC 3986)."""
    raw = path.encode("utf-8", "surrogateescape")
    return "".join(chr(byte) if byte in _UNRESERVED else f"%{byte:02X}" for byte in raw)
