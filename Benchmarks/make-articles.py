#!/usr/bin/env python3
"""make-articles.py N [SEED]: N synthetic articles as JSON Lines, the same for the same seed.

The articles of Corpus with their digits changed and their paragraphs shuffled: as long and as full of figures as real
ones, and no two alike. For runs that take long; not for what is right.
"""
import json
import pathlib
import random
import sys

count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
corpus = pathlib.Path(__file__).resolve().parent.parent / "Corpus"
texts = []
for path in sorted(corpus.rglob("*.txt")):
    try:
        texts.append(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        continue  # articles in other encodings, which JSON does not have

for number in range(count):
    paragraphs = rng.choice(texts).split("\n")
    head, rest = paragraphs[:1], paragraphs[1:]
    rng.shuffle(rest)
    text = "".join(
        rng.choice("123456789") if c in "123456789" and rng.random() < 0.5 else c for c in "\n".join(head + rest))
    day = "%d-%02d-%02d" % (rng.randrange(2000, 2024), rng.randrange(1, 13), rng.randrange(1, 29))
    print(json.dumps({"id": "a%07d" % number, "date": day, "text": text}, ensure_ascii=False))
