// The calendar as another program reads it: ical.js, which shares no code with ours or with libical.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import ICAL from "ical.js";
import { Lissom } from "./lissom.mjs";

/** What the clock on the wall shows in a zone at a moment, by the zones of JavaScript's own library. */
function onTheWall(date, zone) {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat("en-GB", { timeZone: zone, dateStyle: "short", timeStyle: "short" }).formatToParts(date).map(({ type, value }) => [type, value]),
  );
  return `${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute}`;
}

/** Reads with nothing but what is in the file: its zones first, then its events. */
function read(text) {
  ICAL.TimezoneService.reset();
  const root = new ICAL.Component(ICAL.parse(text));
  for (const zone of root.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(zone);
  }
  return root.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
}

function occurrences(event, most = 200) {
  const all = [];
  const iterator = event.iterator();
  for (let next = iterator.next(); next && all.length < most; next = iterator.next()) {
    all.push(event.getOccurrenceDetails(next).startDate);
  }
  return all;
}

test("appointments are at the chosen local time on both sides of a change of the clock", () => {
  for (const [zone, at] of [
    ["Europe/Kyiv", "2026-10-19T09:00+03:00"],
    ["America/New_York", "2026-10-26T09:00-04:00"],
    ["Europe/Berlin", "2027-03-15T09:00+01:00"],
    ["Australia/Lord_Howe", "2026-09-28T09:00+10:30"],
  ]) {
    const lissom = new Lissom(at);
    lissom.screenIn();
    lissom.run("times", "--core", "19:15");
    const events = read(lissom.run("calendar", "-o", "-", "--zone", zone).out);
    assert.ok(events.length >= 8, `${zone}: ${events.length} appointments`);
    const offsets = new Set();
    for (const event of events) {
      const moment = event.startDate.toJSDate();
      assert.match(onTheWall(moment, zone), /19:15$/, `${zone}: ${event.startDate}`);
      assert.ok(onTheWall(moment, zone).startsWith(event.startDate.toString().slice(0, 10)), `${zone}: ${event.startDate}`);
      offsets.add(event.startDate.utcOffset());
    }
    assert.equal(offsets.size, 2, `${zone}: the four weeks lie on both sides of a change`);
  }
});

test("neutral words, one alarm that rings at most twice, and the same bytes each time", () => {
  const lissom = new Lissom("2026-10-19T09:00+03:00");
  lissom.screenIn();
  lissom.run("times", "--alarm", "10", "--again", "15");
  const { out } = lissom.run("calendar", "-o", "-", "--zone", "Europe/Kyiv");
  assert.equal(lissom.run("calendar", "-o", "-", "--zone", "Europe/Kyiv").out, out);
  assert.doesNotMatch(out, /pain|back|hip|stretch|exercis|muscle|health/i);
  for (const event of read(out)) {
    const alarms = event.component.getAllSubcomponents("valarm");
    assert.equal(alarms.length, 1);
    assert.equal(String(alarms[0].getFirstPropertyValue("trigger")), "-PT10M");
    assert.equal(alarms[0].getFirstPropertyValue("repeat"), 1);
  }
});

test("a new time changes the same appointments", () => {
  const lissom = new Lissom("2026-10-19T09:00+03:00");
  lissom.screenIn();
  const before = read(lissom.run("calendar", "-o", "-", "--zone", "Europe/Kyiv").out);
  lissom.run("times", "--core", "20:00");
  const after = read(lissom.run("calendar", "-o", "-", "--zone", "Europe/Kyiv").out);
  assert.deepEqual(after.map((event) => event.uid), before.map((event) => event.uid));
  assert.ok(after[0].sequence > before[0].sequence);
  assert.equal(after[0].startDate.hour, 20);
});

test("after a stop everything ahead is cancelled, with neutral words", () => {
  const lissom = new Lissom("2026-10-19T09:00+03:00");
  lissom.screenIn();
  lissom.run("times", "--titles", "plain");
  const before = read(lissom.run("calendar", "-o", "-", "--zone", "Europe/Kyiv").out);
  lissom.run("log", "pain", "9");
  const stopped = lissom.run("calendar", "-o", "-", "--zone", "Europe/Kyiv");
  assert.equal(stopped.exit, 3);
  const after = read(stopped.out);
  assert.deepEqual(after.map((event) => event.uid), before.map((event) => event.uid));
  for (const event of after) {
    assert.equal(event.component.getFirstPropertyValue("status"), "CANCELLED");
    assert.equal(event.component.getAllSubcomponents("valarm").length, 0);
    assert.equal(event.summary, "Time for yourself");
    assert.ok(event.sequence > before[0].sequence);
  }
});

test("work breaks repeat on working days, and give way to another calendar", () => {
  const lissom = new Lissom("2026-10-19T08:00+03:00");
  lissom.screenIn();
  lissom.profile({ break_min: 3, breaks_per_day: 3, work_from: "09:00", work_to: "17:00", work_days: ["Mon", "Tue", "Wed", "Thu", "Fri"] });
  lissom.run("times", "--breaks", "yes");
  const busy = lissom.path("busy.ics");
  writeFileSync(
    busy,
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\nBEGIN:VEVENT\r\nUID:m\r\nDTSTAMP:20260101T000000Z\r\n" +
      "DTSTART;TZID=Europe/Kyiv:20261020T103000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY\r\nSUMMARY:Meeting\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
  );
  const { out } = lissom.run("calendar", "-o", "-", "--zone", "Europe/Kyiv", "--busy", busy);
  const all = read(out);
  const series = all.filter((event) => /-break-/.test(event.uid) && !event.isRecurrenceException());
  assert.equal(series.length, 3);
  for (const event of series) {
    for (const exception of all.filter((one) => one.uid === event.uid && one.isRecurrenceException())) {
      event.relateException(exception);
    }
    const dates = occurrences(event);
    assert.ok(dates.length >= 15, `${dates.length} breaks`);
    for (const date of dates) {
      const wall = onTheWall(date.toJSDate(), "Europe/Kyiv");
      const minute = Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14));
      assert.ok(minute >= 540 && minute + event.duration.toSeconds() / 60 <= 1020, wall);
      const weekday = new Date(`${wall.slice(0, 10)}T12:00:00Z`).getUTCDay();
      assert.ok(weekday >= 1 && weekday <= 5, wall);
      assert.ok(weekday !== 2 || minute + 3 <= 630 || minute >= 690, `in the meeting: ${wall}`);
    }
  }
  assert.ok(readFileSync(busy, "utf8").includes("Meeting"));
  assert.doesNotMatch(out, /Meeting/);
});

test("a damaged calendar is one clear line", () => {
  const lissom = new Lissom("2026-10-19T08:00+03:00");
  lissom.screenIn();
  for (const text of ["", "no calendar", "{}"]) {
    writeFileSync(lissom.path("bad.ics"), text);
    const { exit, err } = lissom.run("calendar", "-o", lissom.path("x.ics"), "--busy", lissom.path("bad.ics"));
    assert.equal(exit, 2);
    assert.equal(err.split("\n").length, 2, err);
  }
});
