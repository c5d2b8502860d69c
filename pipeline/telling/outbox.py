"""Emptying the outbox: what is no longer so is taken back first, and the rest is sent."""

from datetime import timedelta

from pipeline.clock import Clock
from pipeline.settings import Settings
from pipeline.telling.delivery import Delivered, deliver
from pipeline.telling.letters import writer
from pipeline.telling.noticing import take_back
from pipeline.telling.senders import senders
from records.store import Store


def empty_outbox(settings: Settings, store: Store, *, clock: Clock) -> Delivered:
    """Try every message that is due once, and return what came of it."""
    take_back(settings, store, write=writer(settings), now=clock())
    return deliver(
        store.postbox,
        senders(settings, clock=clock),
        clock=clock,
        give_up_after=timedelta(days=settings.give_up_after_days),
    )
