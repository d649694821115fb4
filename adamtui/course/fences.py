"""What a fence's line looks like, and which one begins a live part: no Markdown parser is needed.

Invariant: each of these is the only one of its meaning.
"""

from __future__ import annotations

import re

FENCE = re.compile(r" {0,3}(`{3,}(?!.*`)|~{3,})")
"""A line that begins or ends a fence; its marks. A line of backticks with more of them is code."""
CODE_IN_BRACES = (
    *("r", "python", "julia", "bash", "sh", "sql", "stan", "rcpp", "js", "ojs", "css"),
    *("dot", "mermaid", "math", "code", "code-block", "code-cell"),
)
"""What other programs write in the braces of code or a formula: `{r setup}`, `{code-cell} python`.
None may become a live part."""
LIVE = re.compile(rf"\{{(?![.#]|(?:{'|'.join(CODE_IN_BRACES)})[\s,}}])([^}}]*)\}}")
"""What a live part's fence begins with; `{.python}` is another program's code too."""
LIVE_FENCE = re.compile(rf"^ {{0,3}}(?:`{{3,}}|~{{3,}})[ \t]*({LIVE.pattern})", re.MULTILINE)
"""A live part's first line, anywhere in a text; its braces, and the words in them."""
INDENTED_LIVE_FENCE = re.compile(rf"\s*(?:`{{3,}}|~{{3,}})[ \t]*({LIVE.pattern})")
"""The same at the beginning of a text, however far it is indented."""
