"""Who sends what waits in the outbox: mail by SMTP, messages to chats and to the office's gateway."""

from collections.abc import Mapping
from email import message_from_bytes
from email.policy import SMTP
from email.utils import parseaddr

from exporters.mail.send import Sent, send_raw
from exporters.messages.deliver import deliver, deliver_text
from exporters.messages.message import Message
from pipeline.clock import Clock
from pipeline.settings import Settings
from pipeline.telling.delivery import Sender
from pipeline.telling.post import smtp_of
from records.outgoing import Channel, Outgoing


def senders(settings: Settings, *, clock: Clock) -> Mapping[Channel, Sender]:
    """Return how a message of each channel is sent; each raises as ``send_raw`` and ``deliver`` do."""

    def mail(message: Outgoing) -> Sent:
        _, sender = parseaddr(str(message_from_bytes(message.content, policy=SMTP)["From"]))
        return send_raw(message.content, smtp_of(settings), sender=sender, recipients=message.recipients)

    def chat(message: Outgoing) -> Sent:
        # One chat a message, so that what one took is not said to it again for another's sake.
        (name,) = message.recipients
        said = Message.from_json(message.content)
        deliver(said, settings.chat(name), key=message.key, sent_at=clock())
        return Sent(taken=message.recipients, refused={})

    def text(message: Outgoing) -> Sent:
        said = Message.from_json(message.content)
        gateway = settings.sms_gateway()
        deliver_text(said, gateway, phones=message.recipients, key=message.key, sent_at=clock())
        return Sent(taken=message.recipients, refused={})

    return {Channel.MAIL: mail, Channel.CHAT: chat, Channel.SMS: text}
