#!/usr/bin/env python3
"""Times trafilatura over the padded pages of `benches/pages.rs`: bytes of page a second, best of rounds.

    PADDED=/tmp/padded cargo bench --bench pages    # our rate, and writes the pages
    python3 benches/peers.py /tmp/padded            # trafilatura's, the same pages (pip install trafilatura)

Run both on the same quiet machine; the bar is seven times trafilatura's rate, on one thread each.
"""
import pathlib
import sys
import time

import trafilatura

ROUNDS = 3


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    pages = [path.read_text("utf-8") for path in sorted(pathlib.Path(sys.argv[1]).glob("*.html"))]
    if not pages:
        print(f"{sys.argv[1]}: no pages (*.html) here; write them with PADDED=… cargo bench --bench pages", file=sys.stderr)
        return 2
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for page in pages:
            trafilatura.bare_extraction(page, with_metadata=True)
        best = min(best, time.perf_counter() - start)
    size = sum(len(page.encode()) for page in pages)
    print(f"trafilatura {trafilatura.__version__}: {len(pages) / best:.1f} pages/s, {size / best / 1e6:.2f} MB/s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
