"""A small IMAP server on loopback: one mailbox that tests put mails into, with the faults they ask for."""

import asyncio
import re
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.letterbox import HOST, PASSWORD, USER, hang_up

FETCH = re.compile(r"FETCH (\d+) \(BODY\.PEEK\[(HEADER\.FIELDS \((.*?)\)|)\](?:<0\.(\d+)>)?\)", re.IGNORECASE)
SEARCH = re.compile(r"SEARCH (?:UID (\d+):\*|SINCE (\S+))", re.IGNORECASE)


@dataclass
class Mailroom:
    """The mailbox: mails by number, never taken out."""

    port: int = 0
    mails: dict[int, bytes] = field(default_factory=dict)
    validity: int = 1
    drop_at: str = ""  # the connection breaks at this command
    refuse: str = ""  # this command is refused
    refuse_with: str = "no such login"  # said to a wrong password
    quota: tuple[int, int] | None = None  # used, and the limit
    commands: list[str] = field(default_factory=list)
    fetched: list[int] = field(default_factory=list)  # numbers of mails read whole

    def put(self, *mails: bytes) -> None:
        for mail in mails:
            self.mails[max(self.mails, default=0) + 1] = mail

    def renumber(self) -> None:
        """As after a restored mailbox: the numbers mean something else."""
        self.validity += 1

    def answer(self, tag: str, command: str) -> bytes:
        name = command.split(maxsplit=1)[0].upper()
        if name == "LOGIN":
            right = command == f'LOGIN {USER} "{PASSWORD}"'
            return (f"{tag} OK in\r\n" if right else f"{tag} NO [AUTHENTICATIONFAILED] {self.refuse_with}\r\n").encode()
        body = {
            "CAPABILITY": f"* CAPABILITY IMAP4rev1{' QUOTA' if self.quota else ''}\r\n".encode(),
            "GETQUOTAROOT": b'* QUOTAROOT "INBOX" "User quota"\r\n'
            + '* QUOTA "User quota" (STORAGE {} {})\r\n'.format(*(self.quota or (0, 0))).encode(),
            "LOGOUT": b"* BYE\r\n",
            "EXAMINE": f"* {len(self.mails)} EXISTS\r\n* OK [UIDVALIDITY {self.validity}] .\r\n".encode(),
            "STATUS": f'* STATUS "INBOX" (UIDNEXT {max(self.mails, default=0) + 1} UIDVALIDITY {self.validity})\r\n'.encode(),
        }.get(name, b"")
        if name == "UID":
            body = self.uid(command)
        return body + f"{tag} OK done\r\n".encode()

    def uid(self, command: str) -> bytes:
        if found := SEARCH.search(command):
            first = int(found[1] or 0)
            # "n:*" always has the last mail, whatever its number
            numbers = [number for number in self.mails if number >= first] or list(self.mails)[-1:]
            return f"* SEARCH {' '.join(map(str, numbers))}\r\n".encode()
        found = FETCH.search(command)
        assert found, command
        number, names, most = int(found[1]), found[3], found[4]
        mail = self.mails[number]
        if names:
            head = mail.partition(b"\r\n\r\n")[0]
            unfolded = re.sub(rb"\r\n[ \t]+", b" ", head).split(b"\r\n")
            wanted = {name.casefold().encode() for name in names.split()}
            part = b"\r\n".join(line for line in unfolded if line.partition(b":")[0].lower() in wanted) + b"\r\n\r\n"
        else:
            self.fetched.append(number)
            part = mail[: int(most)]
        return f"* 1 FETCH (UID {number} BODY[] {{{len(part)}}}\r\n".encode() + part + b")\r\n"


@asynccontextmanager
async def mailroom(*, implicit: ssl.SSLContext | None = None, port: int = 0) -> AsyncIterator[Mailroom]:
    """The server, running as long as the block."""
    room = Mailroom()
    writers: list[asyncio.StreamWriter] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        writer.write(b"* OK mailroom\r\n")
        try:
            while line := await reader.readline():
                tag, _, command = line.decode().strip().partition(" ")
                room.commands.append(command.split()[0].upper())
                if room.drop_at and command.upper().startswith(room.drop_at):
                    writer.transport.abort()
                    return
                if room.refuse and command.upper().startswith(room.refuse):
                    writer.write(f"{tag} NO not now\r\n".encode())
                    continue
                writer.write(room.answer(tag, command))
                if command.upper().startswith("LOGOUT"):
                    break
            writer.close()
        except (ConnectionError, asyncio.CancelledError):
            writer.close()

    server = await asyncio.start_server(talk, HOST, port, ssl=implicit)
    room.port = server.sockets[0].getsockname()[1]
    try:
        yield room
    finally:
        server.close()
        await hang_up(each.transport for each in writers)
