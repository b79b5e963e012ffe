"""What the service does with each type of message, and the router that chooses.

One class per topic. A handler returns the answer for the sender; what others have to hear goes
through the manager, to those who subscribed to the topic (`thread:<id>`, `presence:<user>`).

Handlers keep what they know in memory: an instance serves a user for as long as the user is
connected, and clients ask for what they missed when they come back.
"""

import base64
import binascii
import hashlib
import itertools
import logging
import re
import time
from collections import Counter, OrderedDict, deque
from dataclasses import dataclass, field
from typing import Any, Callable, Iterable

from netra_backend.app.websocket_core.types import (
    Message,
    MessageContext,
    MessageError,
    MessageHandler,
    MessageType,
)

logger = logging.getLogger(__name__)

Clock = Callable[[], float]
Reply = dict[str, Any] | None

MAX_BATCH = 20
MAX_MESSAGES_PER_THREAD = 500
MAX_SEARCH_RESULTS = 25
MAX_UPLOAD_BYTES = 10 * 1024 * 1024
UPLOAD_LIFETIME_S = 10 * 60
TYPING_LIFETIME_S = 6.0
REACTIONS = ("+1", "-1", "heart", "laugh", "surprised", "thinking")


def reply(kind: str, **payload: Any) -> dict[str, Any]:
    """A message to a client."""
    return {"type": kind, "payload": payload}


# Connection


class ConnectionHandler(MessageHandler):
    """The first words of a client, and its questions whether anybody is there."""

    types = frozenset({MessageType.CONNECT, MessageType.PING, MessageType.PONG})

    def __init__(self, server_name: str) -> None:
        self._server_name = server_name

    async def handle(self, context: MessageContext, message: Message) -> Reply:
        match message.type:
            case MessageType.CONNECT:
                return reply(
                    "connected",
                    server=self._server_name,
                    connection_id=context.connection_id,
                    user_id=context.user_id,
                )
            case MessageType.PING:
                return reply("pong", sent_at=message.payload.get("sent_at"))
            case _:
                return None


class HeartbeatHandler(MessageHandler):
    """Heartbeats that carry numbers: how long the last round trip took, how much was queued."""

    types = frozenset({MessageType.HEARTBEAT})

    WINDOW = 20
    SLOW_MS = 2_000

    def __init__(self) -> None:
        self._round_trips_ms: dict[str, deque[float]] = {}

    async def handle(self, context: MessageContext, message: Message) -> Reply:
        round_trip_ms = message.payload.get("round_trip_ms")
        if isinstance(round_trip_ms, (int, float)) and round_trip_ms >= 0:
            window = self._round_trips_ms.setdefault(
                context.connection_id, deque(maxlen=self.WINDOW)
            )
            window.append(float(round_trip_ms))
        return reply("heartbeat_ack", slow=self.is_slow(context.connection_id))

    def is_slow(self, connection_id: str) -> bool:
        """Is the median round trip of a connection longer than a user would bear?"""
        window = sorted(self._round_trips_ms.get(connection_id, ()))
        return bool(window) and window[len(window) // 2] > self.SLOW_MS


# Who is doing what


class TypingHandler(MessageHandler):
    """Shows others in a thread that somebody is typing. Forgets it after some seconds."""

    types = frozenset({MessageType.TYPING_STARTED, MessageType.TYPING_STOPPED})

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._typing: dict[str, dict[str, float]] = {}

    async def handle(self, context: MessageContext, message: Message) -> Reply:
        thread_id = message.text("thread_id")
        typing = self._typing.setdefault(thread_id, {})
        if message.type is MessageType.TYPING_STARTED:
            typing[context.user_id] = self._clock() + TYPING_LIFETIME_S
        else:
            typing.pop(context.user_id, None)
        event = reply("typing", thread_id=thread_id, user_ids=self.users(thread_id))
        await context.app.manager.broadcast(f"thread:{thread_id}", event, but=context.user_id)
        return None

    def users(self, thread_id: str) -> list[str]:
        """Who is typing in a thread right now, in the order in which they began."""
        now = self._clock()
        typing = self._typing.get(thread_id, {})
        for user_id in [user_id for user_id, until in typing.items() if until <= now]:
            del typing[user_id]
        return list(typing)


class PresenceHandler(MessageHandler):
    """Online, away, busy: what users say about themselves, and what others ask about them."""

    types = frozenset({MessageType.PRESENCE})

    STATUSES = ("online", "away", "busy", "invisible")
    MAX_ASKED = 100

    def __init__(self) -> None:
        self._statuses: dict[str, str] = {}

    async def handle(self, context: MessageContext, message: Message) -> Reply:
        if "user_ids" in message.payload:
            return self._answer(context, message.payload["user_ids"])
        status = message.text("status")
        if status not in self.STATUSES:
            raise MessageError(f"status must be one of {', '.join(self.STATUSES)}")
        self._statuses[context.user_id] = status
        shown = "offline" if status == "invisible" else status
        await context.app.manager.announce(context.user_id, shown)
        return reply("presence_set", status=status)

    def _answer(self, context: MessageContext, user_ids: Any) -> Reply:
        if not isinstance(user_ids, list) or len(user_ids) > self.MAX_ASKED:
            raise MessageError(f"user_ids must be a list of at most {self.MAX_ASKED}")
        online = set(context.app.manager.online(map(str, user_ids)))
        return reply("presence_list", users={id: self._shown(id, online) for id in user_ids})

    def _shown(self, user_id: str, online: set[str]) -> str:
        """What others see: somebody who is away from us is offline, whatever they said before."""
        status = self._statuses.get(user_id, "online")
        return status if user_id in online and status != "invisible" else "offline"


class SubscriptionHandler(MessageHandler):
    """Which topics a connection wants to hear about."""

    types = frozenset({MessageType.SUBSCRIBE, MessageType.UNSUBSCRIBE})

    TOPIC = re.compile(r"(thread|presence|run):[\w-]{1,64}")

    async def handle(self, context: MessageContext, message: Message) -> Reply:
        topic = message.text("topic")
        if not self.TOPIC.fullmatch(topic):
            raise MessageError(f"{topic!r} is no topic")
        manager = context.app.manager
        if message.type is MessageType.UNSUBSCRIBE:
            manager.unsubscribe(context.connection_id, topic)
            return reply("unsubscribed", topic=topic)
        try:
            manager.subscribe(context.connection_id, topic)
        except LookupError as error:
            raise MessageError(str(error)) from error
        return reply("subscribed", topic=topic)


# Conversations


@dataclass
class ChatMessage:
    """One message in a thread."""

    id: str
    thread_id: str
    author: str
    content: str
    sent_at: float
    edited: bool = False
    reactions: dict[str, set[str]] = field(default_factory=dict)
    read_by: set[str] = field(default_factory=set)

    def to_payload(self) -> dict[str, Any]:
        """The message as clients get to see it: numbers of users, no names."""
        return {
            "id": self.id,
            "thread_id": self.thread_id,
            "author": self.author,
            "content": self.content,
            "edited": self.edited,
            "reactions": {name: len(users) for name, users in self.reactions.items() if users},
            "read_by": len(self.read_by),
        }


class Conversations:
    """The messages of the threads that are open on this instance."""

    def __init__(self, clock: Clock = time.time) -> None:
        self._clock = clock
        self._numbers = itertools.count(1)
        self._threads: dict[str, OrderedDict[str, ChatMessage]] = {}

    def add(self, thread_id: str, author: str, content: str) -> ChatMessage:
        """Adds a message at the end; the oldest go when a thread grows too long."""
        id = f"message-{next(self._numbers)}"
        message = ChatMessage(id, thread_id, author, content, self._clock())
        thread = self._threads.setdefault(thread_id, OrderedDict())
        thread[id] = message
        while len(thread) > MAX_MESSAGES_PER_THREAD:
            thread.popitem(last=False)
        return message

    def find(self, thread_id: str, message_id: str) -> ChatMessage:
        """A message by its id. Raises MessageError where there is none."""
        try:
            return self._threads[thread_id][message_id]
        except KeyError:
            raise MessageError(f"There is no message {message_id}") from None

    def remove(self, message: ChatMessage) -> None:
        """Takes a message out of its thread."""
        del self._threads[message.thread_id][message.id]

    def before(self, thread_id: str, message_id: str | None, limit: int) -> list[ChatMessage]:
        """Up to `limit` messages before another (or the latest), the oldest first."""
        messages = list(self._threads.get(thread_id, {}).values())
        if message_id is not None:
            ids = [message.id for message in messages]
            messages = messages[: ids.index(message_id)] if message_id in ids else []
        return messages[-limit:]

    def up_to(self, thread_id: str, message_id: str) -> Iterable[ChatMessage]:
        """The messages up to and including one."""
        for message in self._threads.get(thread_id, {}).values():
            yield message
            if message.id == message_id:
                return

    def all(self, thread_ids: Iterable[str]) -> Iterable[ChatMessage]:
        """Every message of some threads, the latest first."""
        for thread_id in thread_ids:
            yield from reversed(self._threads.get(thread_id, {}).values())


MENTION = re.compile(r"(?<![\w@])@(user-[\w-]{1,40})")


def mentioned_users(content: str) -> list[str]:
    """The users that a text names with an @, each once, in the order of the text."""
    return list(dict.fromkeys(MENTION.findall(content)))


class UserMessageHandler(MessageHandler):
    """What users write: new messages, corrections, and second thoughts."""

    types = frozenset(
        {MessageType.USER_MESSAGE, MessageType.EDIT_MESSAGE, MessageType.DELETE_MESSAGE}
    )

    def __init__(self, conversations: Conversations) -> None:
        self._conversations = conversations

    async def handle(self, context: MessageContext, message: Message) -> Reply:
        thread_id = message.text("thread_id")
        match message.type:
            case MessageType.USER_MESSAGE:
                content = message.text("content")
                chat_message = self._conversations.add(thread_id, context.user_id, content)
                event = reply("message_added", message=chat_message.to_payload())
                await self._tell_mentioned(context, chat_message)
            case MessageType.EDIT_MESSAGE:
                chat_message = self._own(context, message)
                chat_message.content = message.text("content")
                chat_message.edited = True
                event = reply("message_edited", message=chat_message.to_payload())
            case _:
                chat_message = self._own(context, message)
                self._conversations.remove(chat_message)
                event = reply("message_deleted", thread_id=thread_id, id=chat_message.id)
        await context.app.manager.broadcast(f"thread:{thread_id}", event, but=context.user_id)
        return event

    async def _tell_mentioned(self, context: MessageContext, chat_message: ChatMessage) -> None:
        """Tells the users whom a message names, wherever they are at the moment."""
        event = reply(
            "mentioned",
            by=chat_message.author,
            thread_id=chat_message.thread_id,
            message_id=chat_message.id,
        )
        for user_id in mentioned_users(chat_message.content):
            if user_id != chat_message.author:
                await context.app.manager.send_to_user(user_id, event)

    def _own(self, context: MessageContext, message: Message) -> ChatMessage:
        """The message that is meant, where it is the sender's own."""
        found = self._conversations.find(message.text("thread_id"), message.text("message_id"))
        if found.author != context.user_id:
            raise MessageError("Only the author can change a message")
        return found


class ReactionHandler(MessageHandler):
    """A reaction to a message; the same one again takes it back."""

    types = frozenset({MessageType.REACTION})

    def __init__(self, conversations: Conversations) -> None:
        self._conversations = conversations

    async def handle(self, context: MessageContext, message: Message) -> Reply:
        name = message.text("reaction")
        if name not in REACTIONS:
            raise MessageError(f"reaction must be one of {', '.join(REACTIONS)}")
        thread_id = message.text("thread_id")
        chat_message = self._conversations.find(thread_id, message.text("message_id"))
        users = chat_message.reactions.setdefault(name, set())
        users.symmetric_difference_update({context.user_id})
        event = reply("message_edited", message=chat_message.to_payload())
        await context.app.manager.broadcast(f"thread:{thread_id}", event, but=context.user_id)
        return event


class PinHandler(MessageHandler):
    """Keeps a few messages of a thread at hand."""

    types = frozenset({MessageType.PIN_MESSAGE, MessageType.UNPIN_MESSAGE})

    MAX_PINS = 5

    def __init__(self, conversations: Conversations) -> None:
        self._conversations = conversations
        self._pins: dict[str, list[str]] = {}

    async def handle(self, context: MessageContext, message: Message) -> Reply:
        thread_id = message.text("thread_id")
        message_id = message.text("message_id")
        pins = self._pins.setdefault(thread_id, [])
        if message.type is MessageType.UNPIN_MESSAGE:
            if message_id in pins:
                pins.remove(message_id)
        elif message_id not in pins:
            self._conversations.find(thread_id, message_id)
            if len(pins) >= self.MAX_PINS:
                raise MessageError(f"A thread has at most {self.MAX_PINS} pinned messages")
            pins.append(message_id)
        event = reply("pins", thread_id=thread_id, message_ids=list(pins))
        await context.app.manager.broadcast(f"thread:{thread_id}", event, but=context.user_id)
        return event


class ReadReceiptHandler(MessageHandler):
    """How far a user has read."""

    types = frozenset({MessageType.READ_RECEIPT})

    def __init__(self, conversations: Conversations) -> None:
        self._conversations = conversations

    async def handle(self, context: MessageContext, message: Message) -> Reply:
        thread_id = message.text("thread_id")
        last = self._conversations.find(thread_id, message.text("message_id"))
        newly_read = 0
        for chat_message in self._conversations.up_to(thread_id, last.id):
            if context.user_id not in chat_message.read_by:
                chat_message.read_by.add(context.user_id)
                newly_read += 1
        if newly_read:
            event = reply("read", thread_id=thread_id, user_id=context.user_id, up_to=last.id)
            await context.app.manager.broadcast(f"thread:{thread_id}", event, but=context.user_id)
        return reply("read_ack", newly_read=newly_read)


class HistoryHandler(MessageHandler):
    """Earlier messages, page by page, for a client that scrolls up."""

    types = frozenset({MessageType.HISTORY})

    DEFAULT_LIMIT = 30
    MAX_LIMIT = 100

    def __init__(self, conversations: Conversations) -> None:
        self._conversations = conversations

    async def handle(self, context: MessageContext, message: Message) -> Reply:
        limit = message.payload.get("limit", self.DEFAULT_LIMIT)
        if not isinstance(limit, int) or not 1 <= limit <= self.MAX_LIMIT:
            raise MessageError(f"limit must be between 1 and {self.MAX_LIMIT}")
        thread_id = message.text("thread_id")
        page = self._conversations.before(thread_id, message.payload.get("before"), limit)
        return reply(
            "history",
            thread_id=thread_id,
            messages=[chat_message.to_payload() for chat_message in page],
            more=len(page) == limit,
        )


class SearchHandler(MessageHandler):
    """Finds messages that contain every word of a query."""

    types = frozenset({MessageType.SEARCH})

    MAX_WORDS = 10
    CONTEXT_CHARACTERS = 40

    def __init__(self, conversations: Conversations) -> None:
        self._conversations = conversations

    async def handle(self, context: MessageContext, message: Message) -> Reply:
        words = message.text("query", 200).casefold().split()[: self.MAX_WORDS]
        thread_ids = message.payload.get("thread_ids")
        if not isinstance(thread_ids, list):
            raise MessageError("thread_ids is missing")
        found = (
            chat_message
            for chat_message in self._conversations.all(map(str, thread_ids))
            if all(word in chat_message.content.casefold() for word in words)
        )
        results = [
            {"id": hit.id, "thread_id": hit.thread_id, "excerpt": self._excerpt(hit.content, words)}
            for hit in itertools.islice(found, MAX_SEARCH_RESULTS)
        ]
        return reply("search_results", results=results)

    def _excerpt(self, content: str, words: list[str]) -> str:
        """The surroundings of the first word that was found."""
        at = content.casefold().find(words[0]) if words else 0
        start = max(0, at - self.CONTEXT_CHARACTERS)
        end = at + self.CONTEXT_CHARACTERS
        before = "…" if start > 0 else ""
        after = "…" if end < len(content) else ""
        return before + content[start:end].strip() + after


@dataclass
class Thread:
    """One conversation of one user."""

    id: str
    owner: str
    title: str
    archived: bool = False

    def to_reply(self) -> dict[str, Any]:
        """The thread as its owner gets to see it."""
        return reply("thread", id=self.id, title=self.title, archived=self.archived)


class ThreadHandler(MessageHandler):
    """Makes, renames and archives threads."""

    types = frozenset(
        {MessageType.CREATE_THREAD, MessageType.RENAME_THREAD, MessageType.ARCHIVE_THREAD}
    )

    MAX_TITLE = 120
    MAX_OPEN = 200

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._threads: dict[str, Thread] = {}

    async def handle(self, context: MessageContext, message: Message) -> Reply:
        if message.type is MessageType.CREATE_THREAD:
            return self._create(context, message.text("title", self.MAX_TITLE))
        thread = self._threads.get(message.text("thread_id"))
        if thread is None or thread.owner != context.user_id:
            raise MessageError("There is no such thread")
        if message.type is MessageType.RENAME_THREAD:
            thread.title = message.text("title", self.MAX_TITLE)
        else:
            thread.archived = True
        return thread.to_reply()

    def _create(self, context: MessageContext, title: str) -> Reply:
        mine = [thread for thread in self._threads.values() if thread.owner == context.user_id]
        if sum(not thread.archived for thread in mine) >= self.MAX_OPEN:
            raise MessageError(f"There are {self.MAX_OPEN} open threads; archive some first")
        thread = Thread(f"draft-{next(self._numbers)}", context.user_id, title)
        self._threads[thread.id] = thread
        return thread.to_reply()


# Files


@dataclass
class Upload:
    """A file on its way: the parts that have come so far."""

    name: str
    size: int
    sha256: str
    started_at: float
    parts: list[bytes] = field(default_factory=list)

    @property
    def received(self) -> int:
        """How many bytes have come."""
        return sum(len(part) for part in self.parts)


class UploadHandler(MessageHandler):
    """Takes files in base64 chunks, and checks that they arrived whole."""

    types = frozenset(
        {MessageType.UPLOAD_STARTED, MessageType.UPLOAD_CHUNK, MessageType.UPLOAD_FINISHED}
    )

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._uploads: dict[tuple[str, str], Upload] = {}

    async def handle(self, context: MessageContext, message: Message) -> Reply:
        self._drop_abandoned()
        key = (context.user_id, message.text("upload_id", 64))
        match message.type:
            case MessageType.UPLOAD_STARTED:
                return self._start(key, message)
            case MessageType.UPLOAD_CHUNK:
                return self._add(key, message.text("data", 128 * 1024))
            case _:
                return self._finish(key)

    def _start(self, key: tuple[str, str], message: Message) -> Reply:
        size = message.payload.get("size")
        if not isinstance(size, int) or not 0 < size <= MAX_UPLOAD_BYTES:
            raise MessageError(f"size must be between 1 and {MAX_UPLOAD_BYTES}")
        name = message.text("name", 255)
        self._uploads[key] = Upload(name, size, message.text("sha256", 64), self._clock())
        return reply("upload_ready", upload_id=key[1])

    def _add(self, key: tuple[str, str], data: str) -> Reply:
        upload = self._find(key)
        try:
            part = base64.b64decode(data, validate=True)
        except binascii.Error:
            raise MessageError("data is not base64") from None
        if upload.received + len(part) > upload.size:
            del self._uploads[key]
            raise MessageError("There is more data than was announced")
        upload.parts.append(part)
        return reply("upload_progress", upload_id=key[1], received=upload.received)

    def _finish(self, key: tuple[str, str]) -> Reply:
        upload = self._find(key)
        del self._uploads[key]
        content = b"".join(upload.parts)
        if hashlib.sha256(content).hexdigest() != upload.sha256.lower():
            raise MessageError("The file did not arrive as it was sent")
        return reply("upload_done", upload_id=key[1], name=upload.name, size=len(content))

    def _find(self, key: tuple[str, str]) -> Upload:
        upload = self._uploads.get(key)
        if upload is None:
            raise MessageError("There is no such upload")
        return upload

    def _drop_abandoned(self) -> None:
        """Forgets uploads whose client never came back to finish them."""
        oldest = self._clock() - UPLOAD_LIFETIME_S
        for key in [key for key, upload in self._uploads.items() if upload.started_at < oldest]:
            del self._uploads[key]


# The user's own


class PreferencesHandler(MessageHandler):
    """Settings of the chat that follow a user from device to device."""

    types = frozenset({MessageType.PREFERENCES})

    ALLOWED: dict[str, tuple[Any, ...]] = {
        "theme": ("light", "dark", "system"),
        "density": ("comfortable", "compact"),
        "notifications": ("all", "mentions", "none"),
        "enter_sends": (True, False),
    }

    def __init__(self) -> None:
        self._preferences: dict[str, dict[str, Any]] = {}

    async def handle(self, context: MessageContext, message: Message) -> Reply:
        preferences = self._preferences.setdefault(context.user_id, self.defaults())
        for name, value in message.payload.items():
            if name not in self.ALLOWED:
                raise MessageError(f"There is no preference {name}")
            if value not in self.ALLOWED[name]:
                raise MessageError(f"{name} cannot be {value!r}")
        preferences |= message.payload
        return reply("preferences", **preferences)

    @classmethod
    def defaults(cls) -> dict[str, Any]:
        """The first of the allowed values of each preference."""
        return {name: values[0] for name, values in cls.ALLOWED.items()}


class FeedbackHandler(MessageHandler):
    """Thumbs up or down on an agent's answer, with a word why."""

    types = frozenset({MessageType.FEEDBACK})

    def __init__(self) -> None:
        self._ratings: dict[str, dict[str, int]] = {}

    async def handle(self, context: MessageContext, message: Message) -> Reply:
        run_id = message.text("run_id", 64)
        rating = message.payload.get("rating")
        if rating not in (-1, 1):
            raise MessageError("rating must be 1 or -1")
        comment = str(message.payload.get("comment", ""))[:2000]
        self._ratings.setdefault(run_id, {})[context.user_id] = rating
        if rating < 0 and comment:
            logger.info("Run %s was rated down", run_id)
        return reply("feedback_ack", run_id=run_id, score=self.score(run_id))

    def score(self, run_id: str) -> int:
        """Thumbs up less thumbs down."""
        return sum(self._ratings.get(run_id, {}).values())


class ClientErrorHandler(MessageHandler):
    """Errors in the browser, so that they are found next to ours. Repetitions are counted."""

    types = frozenset({MessageType.CLIENT_ERROR})

    MAX_KINDS = 200

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    async def handle(self, context: MessageContext, message: Message) -> Reply:
        kind = message.text("error", 500).splitlines()[0]
        if kind in self._counts or len(self._counts) < self.MAX_KINDS:
            self._counts[kind] += 1
        if self._counts[kind] == 1:
            logger.info("Client error: %s", kind)
        return None

    def most_common(self, count: int = 10) -> list[tuple[str, int]]:
        """The errors that clients reported most often."""
        return self._counts.most_common(count)


class ToolApprovalHandler(MessageHandler):
    """A user's yes or no to a tool that an agent wants to use."""

    types = frozenset({MessageType.TOOL_APPROVAL})

    def __init__(self) -> None:
        self._waiting: dict[str, tuple[str, Callable[[bool], None]]] = {}

    def ask(self, request_id: str, user_id: str, decide: Callable[[bool], None]) -> None:
        """Remembers a question until its user has answered it."""
        self._waiting[request_id] = (user_id, decide)

    async def handle(self, context: MessageContext, message: Message) -> Reply:
        request_id = message.text("request_id", 64)
        user_id, decide = self._waiting.get(request_id, ("", None))
        if decide is None or user_id != context.user_id:
            raise MessageError("Nothing waits for this answer")
        approved = message.payload.get("approved")
        if not isinstance(approved, bool):
            raise MessageError("approved must be true or false")
        del self._waiting[request_id]
        decide(approved)
        return reply("tool_approval_ack", request_id=request_id, approved=approved)


# Several at once


class BatchHandler(MessageHandler):
    """Several messages in one, for clients that were offline; each is answered on its own."""

    types = frozenset({MessageType.BATCH})

    def __init__(self, router: "MessageRouter") -> None:
        self._router = router

    async def handle(self, context: MessageContext, message: Message) -> Reply:
        items = message.payload.get("messages")
        if not isinstance(items, list) or not 1 <= len(items) <= MAX_BATCH:
            raise MessageError(f"messages must be a list of 1 to {MAX_BATCH}")
        answers = [await self._one(context, item) for item in items]
        return reply("batch_results", results=answers)

    async def _one(self, context: MessageContext, item: Any) -> dict[str, Any]:
        if not isinstance(item, dict) or item.get("type") == MessageType.BATCH:
            return reply("error", reason="A batch holds messages that are no batches")
        try:
            message = Message.of(item)
            answer = await self._router.route(context, message)
        except MessageError as error:
            return {"id": item.get("id"), **reply("error", reason=str(error))}
        return {"id": message.id, **(answer or reply("ok"))}


# Choosing


class Throttle:
    """At most so many messages of a type from one user within a sliding window."""

    def __init__(self, limits: dict[MessageType, int], window_s: float, clock: Clock) -> None:
        self._limits = limits
        self._window_s = window_s
        self._clock = clock
        self._times: dict[tuple[str, MessageType], deque[float]] = {}

    def check(self, user_id: str, message_type: MessageType) -> None:
        """Counts a message. Raises MessageError where it is one too many."""
        limit = self._limits.get(message_type)
        if limit is None:
            return
        now = self._clock()
        times = self._times.setdefault((user_id, message_type), deque())
        while times and times[0] <= now - self._window_s:
            times.popleft()
        if len(times) >= limit:
            raise MessageError(f"Too many messages of type {message_type.value}")
        times.append(now)


class Deduplicator:
    """Remembers answers, so that a message that is sent again is not done again."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._answers: OrderedDict[tuple[str, str], Reply] = OrderedDict()

    def find(self, user_id: str, message_id: str) -> tuple[bool, Reply]:
        """Whether the message was seen before, and what was answered then."""
        key = (user_id, message_id)
        return key in self._answers, self._answers.get(key)

    def remember(self, user_id: str, message_id: str, answer: Reply) -> None:
        """Keeps an answer; the oldest gives way when there are `size` of them."""
        self._answers[(user_id, message_id)] = answer
        while len(self._answers) > self._size:
            self._answers.popitem(last=False)


class NoHandlerError(LookupError):
    """There is no handler for a type of message."""


class MessageRouter:
    """Takes each message to the first handler that can handle it."""

    LIMITS = {
        MessageType.USER_MESSAGE: 60,
        MessageType.START_AGENT: 10,
        MessageType.OPTIMIZE: 10,
        MessageType.SEARCH: 30,
        MessageType.FEEDBACK: 30,
        MessageType.UPLOAD_STARTED: 20,
        MessageType.CLIENT_ERROR: 20,
    }

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._handlers: list[MessageHandler] = []
        self._throttle = Throttle(self.LIMITS, 60.0, clock)
        self._seen = Deduplicator(1000)
        self.counts: Counter[MessageType] = Counter()

    def add(self, handler: MessageHandler) -> None:
        """Adds a handler after those that are there."""
        self._handlers.append(handler)

    async def route(self, context: MessageContext, message: Message) -> Reply:
        """Has a message handled and returns the answer to it.

        A message with an id is handled once; sent again, it gets the same answer again.
        """
        self.counts[message.type] += 1
        if message.id is not None:
            seen, answer = self._seen.find(context.user_id, message.id)
            if seen:
                return answer
        handler = self.handler_of(message.type)
        self._throttle.check(context.user_id, message.type)
        answer = await handler.handle(context, message)
        if message.id is not None:
            self._seen.remember(context.user_id, message.id, answer)
        return answer

    def handler_of(self, message_type: MessageType) -> MessageHandler:
        """The handler of a type of message. Raises NoHandlerError where there is none."""
        for handler in self._handlers:
            if handler.can_handle(message_type):
                return handler
        raise NoHandlerError(f"No handler found for message type {message_type}")


def create_router(agent_handler: MessageHandler, server_name: str) -> MessageRouter:
    """The router with all handlers of the service."""
    conversations = Conversations()
    router = MessageRouter()
    for handler in (
        ConnectionHandler(server_name),
        HeartbeatHandler(),
        agent_handler,
        UserMessageHandler(conversations),
        TypingHandler(),
        PresenceHandler(),
        SubscriptionHandler(),
        ReactionHandler(conversations),
        PinHandler(conversations),
        ReadReceiptHandler(conversations),
        HistoryHandler(conversations),
        SearchHandler(conversations),
        ThreadHandler(),
        UploadHandler(),
        PreferencesHandler(),
        FeedbackHandler(),
        ClientErrorHandler(),
        ToolApprovalHandler(),
        BatchHandler(router),
    ):
        router.add(handler)
    return router
