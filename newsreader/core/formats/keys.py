"""The keys of header lines that are known, by the field they fill, the best first (formats.md section 5, R5)."""

from __future__ import annotations

TITLE = ("full-title", "full title", "title", "headline", "标题")
SUBJECT = ("subject",)
AUTHOR = ("author", "authors", "by", "byline", "author_name", "creator", "uploader", "原文作者", "作者")
PUBLISHED = (
    "published",
    "published at",
    "published_at",
    "publishedat",
    "published time",
    "datepublished",
    "date_published",
    "publishdate",
    "publish_date",
    "pubdate",
    "pubdatetime",
    "date",
    "posted",
    "created_at",
    "optional_date",
    "publication date",
    "upload_date",
    "rss_pubdate",
    "createdat",
)
SECOND_BEST_DATE = ("created", "clipped", "saved", "updated", "updated_at", "last_updated", "lastmod", "modified")
DATED_PATH = ("path", "permalink")
URL = (
    "original_url",
    "origin_url",
    "original",
    "source_url",
    "原文地址",
    "原文链接",
    "原文",
    "via",
    "canonical",
    "canonical_url",
    "url source",
    "link",
    "url",
    "source",
    "tumblr_url",
    "permalink",
    "本文永久链接",
)
NAMED_LINK = ("original", "source")
SITE = ("sitename", "site_name", "site", "publisher", "origin", "platform")
TAGS = ("tags", "keywords", "document tags", "topics", "labels")
CATEGORIES = ("categories", "category")
DESCRIPTION = ("description", "summary", "excerpt", "subtitle")
LANGUAGE = ("lang", "language", "pagelang")

# Stands between header and text in what the Jina Reader writes, and fills no field.
BEFORE_BODY = "markdown content"

KNOWN = frozenset(
    (
        *TITLE,
        *SUBJECT,
        *AUTHOR,
        *PUBLISHED,
        *SECOND_BEST_DATE,
        *URL,
        *SITE,
        *TAGS,
        *CATEGORIES,
        *DESCRIPTION,
        *LANGUAGE,
        BEFORE_BODY,
    )
)
