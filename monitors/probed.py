"""The arithmetic of tries to open a home page: how many failed, of how many, over full days."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from records.civil import civil_date
from records.probe import Probe
from records.rulebook import Rulebook, Veto
from records.sitewide import SiteVeto, Standing
from records.targets import Site


def probed(probes: Sequence[Probe], veto: Veto, *, site: Site, rulebook: Rulebook, today: date) -> SiteVeto:
    """Return how the *veto* stands by *probes*, all of *site*, over the full days before *today*.

    Unknown where one of the days has too few tries, however many of them failed. A
    page that is there on the last second is in time; a share that is just reached
    is reached.
    """
    days = [today - timedelta(days=ago) for ago in range(veto.days, 0, -1)]
    made = [probe for probe in probes if civil_date(probe.at) in days]
    of_day = Counter(civil_date(probe.at) for probe in made)
    failed = sum(probe.seconds is None or probe.seconds > veto.seconds for probe in made)
    missing = sum(max(0, veto.a_day - of_day[day]) for day in days)
    return SiteVeto(
        site=site.key,
        rulebook=rulebook.key,
        rulebook_version=rulebook.version,
        veto=veto,
        standing=_standing(failed, len(made), missing, veto.per_cent),
        from_on=days[0],
        until_on=days[-1],
        tries=len(made),
        failed=failed,
        missing=missing,
    )


def _standing(failed: int, tries: int, missing: int, per_cent: int) -> Standing:
    if missing:
        return Standing.UNKNOWN
    return Standing.MET if failed * 100 >= per_cent * tries else Standing.NOT_MET
