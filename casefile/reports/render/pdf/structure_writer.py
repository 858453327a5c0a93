"""Writes a structure tree with its content, and the XMP packet, as ReportLab's PDF objects."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFString

from casefile.reports.render.pdf.structure import Element, Metadata, UntaggedContent

MAY_BE_EMPTY = {"TD", "TH"}


class StructureWriter:
    """Turns elements and their content into the PDF objects of the structure tree."""

    def __init__(self, doc: Any, content: dict[Element, list[Any]], boxes: dict[Element, tuple[float, ...]]) -> None:
        self._doc, self._content, self._boxes = doc, content, boxes
        self._numbers: dict[Element, str] = {}

    def write(self, document: Element, owners: list[list[Element] | Element]) -> None:
        root = self._register(top := PDFDictionary(), "StructTreeRoot")
        objects = [(element, PDFDictionary()) for element in self._walk(document)]
        for position, (element, dictionary) in enumerate(objects):
            self._numbers[element] = self._register(dictionary, f"Element{position}")
        for element, dictionary in objects:
            dictionary.dict |= self._entries(element) | {"P": self._numbers[element.parent] if element.parent else root}
        pairs = " ".join(f"{key} {self._parents(owner)}" for key, owner in enumerate(owners))
        parent_tree = self._register(PDFDictionary({"Nums": f"[{pairs}]"}), "ParentTree")
        top.dict |= {"Type": "/StructTreeRoot", "K": self._numbers[document]}
        top.dict |= {"ParentTree": parent_tree, "ParentTreeNextKey": len(owners)}
        if named := sorted((e.identifier, self._numbers[e]) for e, _ in objects if e.identifier):
            names = [item for identifier, number in named for item in (PDFString(identifier), number)]
            top.dict["IDTree"] = PDFDictionary({"Names": PDFArray(names)})
        self._doc.Catalog.StructTreeRoot = top

    def _walk(self, element: Element) -> Iterator[Element]:
        yield element
        kids = self._kids(element)
        if not kids and element.tag not in MAY_BE_EMPTY:
            raise UntaggedContent(
                f"{element.tag} was never drawn; it stands in {element.parent and element.parent.tag}."
            )
        for kid in kids:
            if isinstance(kid, Element):
                yield from self._walk(kid)

    def _kids(self, element: Element) -> list[Any]:
        return [*(kid for kid in element.kids if not self._is_void(kid)), *self._content.get(element, ())]

    def _is_void(self, element: Element) -> bool:
        """Whether an element stands for words that are not there, or holds nothing but such elements."""
        if element in self._content or element.tag in MAY_BE_EMPTY:
            return False
        return all(map(self._is_void, element.kids)) if element.kids else element.is_blank

    def _entries(self, element: Element) -> dict[str, Any]:
        page, kids = "", []
        for kid in self._kids(element):
            if isinstance(kid, Element):
                kids.append(self._numbers[kid])
            elif isinstance(kid[1], str):
                kids.append(f"<</Type/OBJR/Pg {self._reference(kid[0])}/Obj {self._reference(kid[1])}>>")
            elif kid[0] == (page := page or kid[0]):
                kids.append(str(kid[1]))
            else:
                kids.append(f"<</Type/MCR/Pg {self._reference(kid[0])}/MCID {kid[1]}>>")
        entries: dict[str, Any] = {"Type": "/StructElem", "S": f"/{element.tag}"}
        if kids:
            entries["K"] = kids[0] if len(kids) == 1 else f"[{' '.join(kids)}]"
        if page:
            entries["Pg"] = self._reference(page)
        if box := self._boxes.get(element):
            entries["A"] = f"<</O/Layout/Placement/Block/BBox[{' '.join(f'{x:.2f}' for x in box)}]>>"
        elif element.summary:
            entries["A"] = PDFDictionary({"O": "/Table", "Summary": PDFString(element.summary)})
        elif element.attributes:
            entries["A"] = element.attributes
        words = {"Alt": element.alt, "Lang": element.language, "ID": element.identifier}
        return entries | {key: PDFString(text) for key, text in words.items() if text}

    def _parents(self, owner: list[Element] | Element) -> str:
        return self._numbers[owner] if isinstance(owner, Element) else f"[{' '.join(self._numbers[o] for o in owner)}]"

    def _register(self, thing: Any, name: str) -> str:
        self._doc.Reference(thing, name)
        return self._reference(name)

    def _reference(self, name: str) -> str:
        number, generation = self._doc.idToObjectNumberAndVersion[name]
        return f"{number} {generation} R"


def xmp_packet(metadata: Metadata, moment: dt.datetime) -> str:
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%S+00:00")
    title, author, subject, producer = map(
        escape, (metadata.title, metadata.author, metadata.subject, metadata.producer)
    )
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part><dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{metadata.language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{stamp}</xmp:CreateDate><xmp:ModifyDate>{stamp}</xmp:ModifyDate>
<xmp:CreatorTool>{producer}</xmp:CreatorTool><pdf:Producer>{producer}</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
