# HTML on standard input, PDF on standard output. The first argument bounds the memory, in MiB.
import resource
import sys

limit = int(sys.argv[1]) << 20
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))

import weasyprint  # noqa: E402, within the limit


def refuse(url, *_, **__):
    raise ValueError("documents fetch nothing")


html = weasyprint.HTML(string=sys.stdin.buffer.read().decode("utf-8"), url_fetcher=refuse)
sys.stdout.buffer.write(html.write_pdf())
