"""How a claim was made, in the words that stand beside it."""

from __future__ import annotations

from hfcheck.model import Claim, Modality, Polarity


def list_qualities(claim: Claim) -> list[str]:
    """Give what sets a claim apart from one that its article plainly asserts in its text."""
    qualities = [claim.modality.value] if claim.modality is not Modality.ASSERTED else []
    if claim.polarity is Polarity.DENIED:
        qualities.append("denied")
    if claim.headline:
        qualities.append("headline")
    return qualities
