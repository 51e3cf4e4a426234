#!/usr/bin/env python3
"""Prints a person's pain and sessions from a Lissom record, without Lissom.

    python3 docs/read_record.py ~/.local/share/lissom/record.db

Written from docs/formats/journal.md alone; needs nothing but Python's own library."""
import datetime
import sqlite3
import sys
import uuid
import zlib

PAIN, STARTED, STEP_DONE, ENDED, TAKEN_BACK, CLOCK = 4, 11, 12, 14, 20, 22


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def signed(data, at):
    value, at = varint(data, at)
    return (value >> 1) ^ -(value & 1), at


def bytes_at(data, at):
    length, at = varint(data, at)
    if at + length > len(data):
        raise IndexError("a text is longer than what is left")
    return data[at:at + length], at + length


def read(data):
    """One record: kind, id, local time and its fields, as {tag: [values]}."""
    if data[0] != 1 or zlib.crc32(data[:-4]) != int.from_bytes(data[-4:], "little"):
        raise ValueError("another version, or the checksum is wrong")
    data = data[:-4]
    kind, at = varint(data, 1)
    event, at = uuid.UUID(bytes=data[at:at + 16]), at + 48  # then person and device
    at_ms, at = signed(data, at)
    offset_min, at = signed(data, at)
    _by, at = bytes_at(data, at)
    fields = {}
    while at < len(data):
        key, at = varint(data, at)
        value, at = (bytes_at if key & 1 else signed)(data, at)
        fields.setdefault(key >> 1, []).append(value)
    zone = datetime.timezone(datetime.timedelta(minutes=offset_min))
    when = datetime.datetime.fromtimestamp(at_ms // 1000, zone) + datetime.timedelta(milliseconds=at_ms % 1000)
    return kind, event, when, fields


def moved(one, moves):
    """An event where it happened: it may have been written while a clock lay ahead."""
    kind, event, when, fields = one
    ahead, least = moves.get(str(event), (0, 0))
    least = datetime.datetime.fromtimestamp(60 * max(0, least), when.tzinfo)
    return kind, event, min(when, max(when - datetime.timedelta(minutes=ahead), least)), fields


def main(path):
    record = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    people = {int(name.decode().partition(".")[2] or 1): uuid.UUID(value.decode())
              for name, value in record.execute("SELECT name, value FROM setting")
              if name.decode().partition(".")[0] == "person"}
    if not people:
        return
    rows = record.execute("SELECT bytes FROM record WHERE person = ? ORDER BY at_ms, id",
                          (people[max(people)].bytes,))
    events = []
    for (data,) in rows:
        try:
            events.append(read(data))
        except (ValueError, IndexError) as fault:
            print(f"one record cannot be read: {fault}", file=sys.stderr)
    clocks = sorted((one for one in events if one[0] == CLOCK), key=lambda one: one[1].bytes, reverse=True)
    moves = {name.decode(): (fields[2][-1], fields[3][-1]) for *_, fields in clocks for name in fields.get(1, [])}
    events = sorted((moved(one, moves) for one in events), key=lambda one: (one[2], one[1].bytes))
    gone = {uuid.UUID(bytes=fields[1][-1]) for kind, _, _, fields in events if kind == TAKEN_BACK}
    held = {}
    for kind, event, when, fields in events:
        number = lambda tag: fields[tag][-1] if tag in fields else "-"
        text = lambda tag: fields[tag][-1].decode() if tag in fields else "-"
        if event in gone:
            continue
        if kind == PAIN:
            print(f"{when:%Y-%m-%d %H:%M} pain now {number(1)} average {number(2)}"
                  f" worst {number(3)} next morning {number(4)}")
        elif kind == STARTED:
            print(f"{when:%Y-%m-%d %H:%M} session {text(2)} begun, pain before {number(5)}")
        elif kind == STEP_DONE:
            steps, seconds = held.get(number(1), (0, 0))
            held[number(1)] = steps + 1, seconds + number(5)
        elif kind == ENDED:
            steps, seconds = held.get(number(1), (0, 0))
            print(f"{when:%Y-%m-%d %H:%M} session {text(2)}: {steps} steps, {seconds} s held,"
                  f" pain after {number(3)}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: read_record.py FILE.db")
    main(sys.argv[1])
