import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useDeskPlace } from "../door/acting.ts";
import { sealRead, useAlone } from "../door/alone.ts";
import { askReading, readingOf } from "./alone-reading.ts";

/** Milliseconds in which what is read anew is sealed at once. */
const pause = 1_000;

const kinds: ReadonlySet<unknown> = new Set(["log", "attendance", "site"]);

/** Keeps sealed, for who acts here and has a part in this browser, the page of their shift as it was read last. Who is on no shift any more has none. */
export function useSealedReading(): void {
  const queries = useQueryClient();
  const place = useDeskPlace();
  const { site, acting } = place;
  const { person, locked } = acting;
  const opening = useAlone().known.find((each) => each.person === person)?.opening;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new session names the same people by other objects.
  useEffect(() => {
    if (opening === undefined || locked) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = () => {
      const reading = readingOf(queries, place);
      if (reading !== undefined) void sealRead(person, reading ? JSON.stringify(reading) : undefined);
    };
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(keep, pause);
    };
    const ask = () => void askReading(queries, place).then(soon, () => undefined);
    const stop = queries.getQueryCache().subscribe((event) => {
      if (event.type !== "updated" || event.action.type !== "success" || !kinds.has(event.query.queryKey[0])) return;
      // A shift that began has a page that no screen may have asked for.
      if (event.query.queryKey[0] === "attendance") ask();
      else soon();
    });
    ask();
    return () => {
      stop();
      clearTimeout(timer);
      // Who is locked at once has read it all the same.
      keep();
    };
  }, [queries, site, person, locked, opening]);
}
