"""Makes the PDFs beside it, the same bytes every time.

python3 -m venv v && v/bin/pip install reportlab==5.1.0 fpdf2==2.8.9 pypdf==7.1.1 fonttools==4.68.0
v/bin/python tests/data/pdf/make.py
"""
from datetime import datetime, timezone
from io import BytesIO
from pathlib import Path

from fpdf import FPDF
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

HERE = Path(__file__).parent
FONT = HERE / "../../../assets/fonts/NotoSansSC-Regular.otf"
TITLE = "市场监督管理局公示"
LINE = "第{}页：办理时限五个工作日，不收费。"


def listed():
    """A Chinese font that the document only names, as Acrobat's Asian packs had it: two pages."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    page = canvas.Canvas(str(HERE / "named-font.pdf"), pagesize=A4, invariant=1)
    for number in (1, 2):
        page.setFont("STSong-Light", 44)
        page.drawCentredString(A4[0] / 2, 700, TITLE)
        page.setFont("STSong-Light", 26)
        page.drawString(60, 600, LINE.format(number))
        page.setFillColorRGB(0.8, 0.1, 0.1)
        page.rect(60, 300, 475, 200, fill=1, stroke=0)
        page.setFillColorRGB(0, 0, 0)
        page.showPage()
    page.save()


def embedded():
    """A Chinese font that the document brings: three pages, one of them lying."""
    pdf = FPDF(format="A4")
    pdf.set_creation_date(datetime(2026, 11, 23, tzinfo=timezone.utc))
    pdf.add_font("noto", fname=str(FONT))
    for number in (1, 2, 3):
        pdf.add_page(orientation="landscape" if number == 3 else "portrait")
        pdf.set_font("noto", size=40)
        pdf.cell(text=TITLE, new_x="LMARGIN", new_y="NEXT")
        pdf.set_font("noto", size=24)
        pdf.cell(text=LINE.format(number), new_x="LMARGIN", new_y="NEXT")
        pdf.set_fill_color(30, 100, 180)
        pdf.rect(10, 60, 150, 60, style="F")
    pdf.output(str(HERE / "own-font.pdf"))


def protected():
    writer = PdfWriter(clone_from=PdfReader(HERE / "named-font.pdf"))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(HERE / "protected.pdf")


def plain(name, objects):
    """A document written by hand."""
    out, places = BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, text in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{text}\nendobj\n".encode())
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    for place in places:
        out.write(f"{place:010} 00000 n \n".encode())
    out.write(f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())
    (HERE / name).write_bytes(out.getvalue())


def stream(head, text):
    return f"<< {head} /Length {len(text)} >>\nstream\n{text}\nendstream"


def pages(kids):
    kids = " ".join(f"{kid} 0 R" for kid in kids)
    return ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(kids.split()) // 3} >>"]


def endless():
    """Ten forms that each draw the next one thirty times: a page that is never done."""
    form = "/Type /XObject /Subtype /Form /BBox [0 0 100 100]"
    objects = pages([3])
    objects.append("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R "
                   "/Resources << /XObject << /F 5 0 R >> >> >>")
    objects.append(stream("", "/F Do"))
    for depth in range(9):
        head = f"{form} /Resources << /XObject << /F {6 + depth} 0 R >> >>"
        objects.append(stream(head, "/F Do " * 30))
    objects.append(stream(form, "0 0 50 50 re f"))
    plain("endless.pdf", objects)


def huge():
    """A page of a million kilometres, one without a width, and one like others."""
    box = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {}] /Contents 6 0 R >>"
    sizes = ["3e12 2e12", "0 800", "400 300"]
    plain("huge.pdf", pages([3, 4, 5]) + [box.format(size) for size in sizes] + [stream("", "0 0 100 100 re f")])


listed()
embedded()
protected()
endless()
huge()
