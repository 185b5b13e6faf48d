#!/usr/bin/env python3
"""Makes NotoSansSC-Regular.otf and NotoSansSC-Bold.otf from Debian's Noto Sans CJK.

    apt-get install fonts-noto-cjk && pip install fonttools==4.68.0
    python3 assets/fonts/subset.py            # --check compares with what is here and writes nothing

The same collection and the same fonttools give the same bytes: no time of day goes into the output.
"""

import argparse
import io
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

SOURCE = Path("/usr/share/fonts/opentype/noto")
FACE = "Noto Sans CJK SC"  # the mainland's letterforms; the other faces draw 骨, 直 or 令 the Japanese or Taiwanese way
FAMILY = "Noto Sans SC"

# Beyond GBK: the signs that notices, tables and our own screens use. What the font lacks is left out and reported.
BLOCKS = [
    (0x0020, 0x007E), (0x00A0, 0x00FF),  # ASCII, Latin-1
    (0x0100, 0x017F), (0x01CD, 0x01DC),  # pinyin with tone marks
    (0x0300, 0x036F),  # tone marks written on their own
    (0x0391, 0x03C9), (0x0401, 0x0451),  # Greek, Cyrillic
    (0x2000, 0x206F), (0x2070, 0x209F),  # general punctuation, super- and subscripts
    (0x20A0, 0x20BF), (0x2100, 0x218F),  # currency, № ℃ ™, fractions and Roman numerals
    (0x2190, 0x21FF), (0x2200, 0x22FF),  # arrows, mathematics
    (0x2460, 0x24FF), (0x2776, 0x277F),  # ① to ⑳ and what belongs to them
    (0x2500, 0x25FF), (0x2600, 0x26FF), (0x2700, 0x2775),  # boxes, ◆●○■□▲▼, ★☆, ✓✗
    (0x3000, 0x303F), (0x3040, 0x30FF), (0x3105, 0x312F),  # Chinese punctuation, kana, bopomofo
    (0x3200, 0x32FF), (0x3380, 0x33DF),  # ㈠ ㊣ ㉑ to ㊿, ㎡ ㎏ ㏄
    (0xFE10, 0xFE19), (0xFE30, 0xFE4F), (0xFF01, 0xFFEE),  # vertical and full-width forms
]  # fmt: skip

# A screen may not come up without these, so the run fails if the font ever loses one.
REQUIRED = (
    "←↑→↓↗↘◆●○■□▲▼△▽★☆①②③⑩⑪⑳·–—…‰′″№℃㎡²³×÷±≤≥≈￥¥€©®°〇〔〕【】《》“”‘’、。，；：？！～"
)

# ccmp joins —— into one unbroken dash; liga and kern are for Latin. Left out: locl (there is one language here), palt
# and halt (they would break the grid of full-width characters), everything vertical.
FEATURES = ["ccmp", "liga", "kern", "mark"]


def gbk() -> set[int]:
    """Every character that two bytes of GBK can say."""
    found = set()
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                found.add(ord(bytes((lead, trail)).decode("gbk")))
            except UnicodeDecodeError:
                pass  # a code point GBK leaves open
    return found


def sc_face(collection: Path) -> TTFont:
    for number, font in enumerate(TTCollection(collection, lazy=True).fonts):
        if font["name"].getDebugName(1) == FACE:
            return subset.load_font(str(collection), options(number), lazy=False)
    sys.exit(f"{collection}: no face called {FACE}")


def options(number: int = -1) -> subset.Options:
    o = subset.Options()
    o.font_number = number
    o.layout_features = FEATURES
    o.hinting = False  # screens here are dense, and egui's rasteriser does not hint
    o.notdef_outline = True  # a missing character must show as a box, not as nothing
    o.drop_tables += ["VORG", "vhea", "vmtx", "BASE", "DSIG"]
    o.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14]
    o.name_languages = [0x409]
    o.recalc_timestamp = False
    return o


def rename(font: TTFont, style: str) -> None:
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    version = font["name"].getDebugName(5).split(";")[0].removeprefix("Version ")
    full = FAMILY if style == "Regular" else f"{FAMILY} {style}"
    names = {1: FAMILY, 2: style, 3: f"{version};GONGSHI;{postscript}", 4: full, 6: postscript}
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]
    cff = font["CFF "].cff
    cff.fontNames[0] = postscript
    cff[0].FullName, cff[0].FamilyName = full, FAMILY


def make(style: str) -> tuple[bytes, set[int], set[int]]:
    font = sc_face(SOURCE / f"NotoSansCJK-{style}.ttc")
    has = set(font.getBestCmap())
    want_gbk = gbk()
    want = want_gbk | {c for first, last in BLOCKS for c in range(first, last + 1)}
    lost = {ord(c) for c in REQUIRED} - has
    if lost:
        sys.exit(f"{style}: the font has no {''.join(map(chr, sorted(lost)))}")
    subsetter = subset.Subsetter(options())
    subsetter.populate(unicodes=want & has)
    subsetter.subset(font)
    rename(font, style)
    digits = {font["hmtx"][font.getBestCmap()[ord(d)]][0] for d in "0123456789"}
    if len(digits) != 1:
        sys.exit(f"{style}: digits have widths {sorted(digits)}; columns of numbers would not line up")
    out = io.BytesIO()
    font.save(out)
    return out.getvalue(), set(font.getBestCmap()), want_gbk - has


def main() -> int:
    parser = argparse.ArgumentParser(description="subset Noto Sans CJK SC for gongshi")
    parser.add_argument("--check", action="store_true", help="compare only")
    check = parser.parse_args().check
    different = 0
    for style in ("Regular", "Bold"):
        data, characters, lost = make(style)
        target = Path(__file__).with_name(f"NotoSansSC-{style}.otf")
        print(f"{target.name}: {len(data):,} bytes, {len(characters)} characters")
        if lost:
            print(f"  in GBK but not in the font: {' '.join(f'U+{c:04X}' for c in sorted(lost))}")
        if not check:
            target.write_bytes(data)
        elif not target.exists() or target.read_bytes() != data:
            print("  differs from the file here")
            different = 1
    return different


if __name__ == "__main__":
    sys.exit(main())
