"""The forms of an edition, made in a worker: a user's template may have no end, or take all memory."""

from __future__ import annotations

from monitor import problems
from monitor.app import App
from monitor.digests.forms import render
from monitor.edition import Digest, Edition, RenderedEdition
from monitor.errors import Invalid, Temporary


async def forms(app: App, digest: Digest, edition: Edition) -> RenderedEdition:
    """All forms of an edition. If its templates break their worker, the built-in ones are used and the mail says so.

    Raises Temporary when the program stops meanwhile.
    """
    own = app.archive.templates(digest.name)
    if not own:
        return render.edition(digest, edition, own)
    try:
        return await app.compute.run(render.edition, digest, edition, own)
    except Temporary as error:
        if error.problem and error.problem.code == "stopping":
            raise
        broken = Invalid(problems.told(error.problem), where=f"digests/{digest.name}")
        return render.edition(digest, edition, {digest.name: broken})
