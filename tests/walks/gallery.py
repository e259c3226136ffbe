"""Articles for pictures of the window: what the design's own pictures show, in words of ours."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

from tests.walks.stories import file_text, write

_LINE = "The pilots met in the old customs hall to agree on the signals for the winter. "
_SENTENCES = (
    "Nobody had expected the channel to silt up as quickly as it did, and the two dredgers were both in dock.",
    "A letter from the lighthouse keeper was read aloud, twice, because the wind had been at the windows.",
    "It was agreed that the new buoys would carry a lamp each, and that the lamps would be lit before dusk.",
    "The harbour master thanked everybody who had come on foot, and promised a boat for the next time.",
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One article of the gallery."""

    path: str
    title: str
    source: str
    author: str
    published: str
    body: str
    tags: str = ""
    url: str = ""

    def text(self) -> str:
        """The file as it lies in the folder."""
        return file_text(self, f"[{self.tags}]" if self.tags else "")


def _paragraphs(count: int) -> str:
    turned = (_SENTENCES[number % 4 :] + _SENTENCES[: number % 4] for number in range(count))
    return "\n\n".join(_LINE + " ".join(sentences) for sentences in turned)


PICTURE = Piece(
    "quay/all-hands.md",
    "All boats 2026 in retrospect",
    "Inside Quay",
    "Nora Lind",
    "2026-07-31",
    "In May 2026 a hundred and sixty pilots met in the harbour for *All Boats*. This was the time to speak of the "
    "channel, of lamps and of the people who look after them (but not to decide anything!).\n\n"
    "It was the second meeting called by [the guild](https://guild.example/), after [the one last "
    "year](https://guild.example/2025). It was part of [Quay Week](https://quay.example/week) both times.\n\n"
    "![](hall.png)\n\n" + _paragraphs(9),
    "quay",
    "https://quay.example/inside/2026/all-boats-in-retrospect",
)
SEPIA_PIECE = Piece(
    "archive/branch.txt",
    "Harbour bank set to open a branch on the far quay as boats return",
    "Coinsetter",
    "Tolu Adeyemi",
    "2019-11-01T10:26:00Z",
    _paragraphs(12),
    "",
    "https://coinsetter.example/2019/harbour-bank-opens-branch",
)
TABLE = Piece(
    "quay/dredging.md",
    "An experiment in dredging less of the channel at night",
    "Inside Quay",
    "Jakob Berg",
    "2026-08-18",
    _paragraphs(3) + "\n\n- first the channel\n- then the basin\n\n"
    "The results are in the table below. The `Before` column shows the depth of the `basin` with the old plan "
    "(`depth=full`), and the `After` column that with the new one.\n\n"
    "| Profile | Night | Lamps | Before [m] | After [m] | Change |\n|---|---|---|--:|--:|--:|\n"
    "| `dev` | Yes | Yes | 179.70 | 171.29 | -4.7% |\n| `dev` | Yes | No | 96.84 | 88.44 | -8.7% |\n"
    "| `dev` | No | Yes | 81.12 | 72.68 | -10.4% |\n| `dev` | No | No | 31.06 | 22.62 | -27.2% |\n\n" + _paragraphs(8),
    "quay",
    "https://quay.example/inside/2026/dredging",
)
HAN_PIECE = Piece(
    "han/17244.md",
    "無論潮水或燈塔　太過刻意　就是失敗",
    "海港報",
    "陳大文",
    "2018-12-17",
    "[想聽潮水聲音：論　無論潮水或燈塔　太過刻意就是失敗](https://hk.example/1)\n\n有些時候，太過刻意，就是失敗。\n\n"
    "星期六，外號「潮少爺」的領航員[在網上](https://hk.example/2)，大叫「潮水可以從天而降嘅！」此話一出，碼頭就有人放下"
    "大量浮標，引來途人爭看。\n\n![](https://hk.example/p.jpg)\n*一百個浮標在深水碼頭從天而降，吸引大批途人觀看。"
    "照片來源：海港新世代*\n\n"
    + "派浮標是為了街坊嗎？明顯不是，無非也是一種宣傳，不過作為「明眼人」的街坊似乎也不太介意，"
    "有浮標就是了。不過，就算作為宣傳，太過刻意，也是失敗。「浮標係可以從天而降嘅！」這句說話，當然很易令人聯想到"
    "「賺快錢」，不過，這是對基層街坊的不尊重！這不是惠及基層，只是利用街坊！\n\n" * 4,
    "潮說, 海港頒獎禮, 置入式廣告, 領航員黃大文",
    "https://hk.example/article/17244",
)
SECURITY = Piece(
    "log/releases.md",
    "Wednesday, July 29, 2026 lantern releases",
    "Nautic Log",
    "The Lamp Office",
    "2026-07-29T00:00:00Z",
    "## Lantern releases available\n\nUpdates are now available for the north, west and east lamps.\n\n"
    "This lantern release brings the following parts up to date:\n\n- wick (8.9.0, 7.29.0) on the north lamp\n"
    "- glass (9.4.3) on all of them\n\n## Kept heads can go past `maxOilLevel` limits - (High)\n\n"
    "A flaw in the handling can let kept heads evade `maxOilLevel` limits. The lantern goes out.\n\n"
    + "\n\n".join(f"Lantern {number}. " + _SENTENCES[number % 4] for number in range(14)),
    "lamps, releases",
    "https://log.example/releases",
)
_DAYS = (
    ("2026-08-21", "Quay Journal", "lcnr", "Enabling the next generation of signals on the outer moles"),
    ("2026-08-20", "Quay Journal", "Manish Grover", "Supply chain of lamp oil"),
    ("2026-08-20", "Quay Journal", "The Release Team", "Announcing Quay 1.98.0"),
    ("2026-08-19", "Inside Quay", "teor", "Moorings overloading: call for experiments with rope"),
    ("2026-08-14", "Nautic Log", "Aviv Kelly", "Nautic Interactive 2026: a recap"),
    ("2026-08-05", "Nautic Log", "Antoine du Bois", "Lamp 26.7.0 (Current)"),
    ("2026-08-05", "Inside Quay", "Jynn Nils", "The guild is adopting a policy on tide tables"),
    ("2026-08-04", "Quay Journal", "Jack Huey", "Enabling the next iteration of the berth checker at night"),
    ("2026-08-04", "Inside Quay", "Niko Matz", "Funding team progress update: July 2026 in the dry dock"),
    ("2026-07-24", "Nautic Log", "Guilherme Arau", "Check out the new pilots' documentation preview"),
    ("2026-07-15", "Inside Quay", "Ubiratan Lopes", "Infrastructure team 2026 recap and the plan for autumn"),
    ("2021-09-21", "海港報", "碼頭組記者", "【東港·賽艇新星】初戰碼頭緊張發揮不佳　下午再戰"),
    ("2021-09-05", "海港報", "毛來由", "彭定康政改爭拗又關碼頭來事"),
    ("2021-05-24", "海港報", "實習記者", "線上談：浮標誤導的荒謬碼頭　如何忠於燈塔的光"),
    ("2019-05-02", "海港報", "海港報記者", "碼頭記者憶述六個採訪經歷短片　審視後指屬重大歷史　撤警語"),
    ("2018-07-27", "Quay Journal", "The Core Team", "What is Quay 2018?"),
)
PIECES = (
    PICTURE,
    SEPIA_PIECE,
    TABLE,
    HAN_PIECE,
    SECURITY,
    *(
        Piece(
            f"more/{number}.md",
            title,
            source,
            author,
            day,
            _paragraphs(3 + number % 3),
            "release" if number % 4 == 0 else "",
        )
        for number, (day, source, author, title) in enumerate(_DAYS)
    ),
)


def write_gallery(root: Path) -> Path:
    """The folder of all pieces."""
    for piece in PIECES:
        write(root, piece.path, piece.text())
    write(root, "quay/hall.png", _png(1096, 464))
    return root


def _png(width: int, height: int) -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\x00" + b"\x60\x80\xa0" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
