import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ZoneContext } from "../../ui/server-clock.ts";
import { DeskPlaceContext } from "../door/acting.ts";
import type { OpenedHere } from "../door/alone.ts";
import { NamesContext, siteNamesOf } from "../site/names.ts";
import { AloneBar } from "./AloneBar.tsx";
import { AloneCover } from "./AloneCover.tsx";
import { AlonePage } from "./AlonePage.tsx";
import { AloneTold } from "./AloneTold.tsx";
import { AloneWaiting } from "./AloneWaiting.tsx";
import type { AloneReading } from "./alone-reading.ts";
import { NothingRead } from "./NothingRead.tsx";
import { useLockAlone } from "./use-lock-alone.ts";
import "./alone.css";

/**
 * What a person's PIN has opened without the server: the page of their shift as they read it last, what waits to be sent, and the ways to write. Whatever
 * is signed or decided is not here. `onBack`: the server was heard, and says who sits here.
 */
export function AloneDesk({ opened, onBack }: { opened: OpenedHere; onBack?: () => void }) {
  const { t } = useTranslation();
  const { person, site, read } = opened;
  const reading = useMemo(() => (read === undefined ? undefined : (JSON.parse(read) as AloneReading)), [read]);
  const names = useMemo(() => siteNamesOf(reading?.plan), [reading]);
  const place = useMemo(() => ({ site: site.site, acting: person }), [site, person]);
  useLockAlone(true, person.person);
  return (
    <AloneCover look="alone-cover" label={t("account:alone.title")}>
      <ZoneContext value={site.zone}>
        <DeskPlaceContext value={place}>
          <NamesContext value={names}>
            <AloneBar opened={opened} />
            <main className="screen stack">
              <AloneTold onBack={onBack} />
              {reading ? <AlonePage reading={reading} /> : <NothingRead />}
              <AloneWaiting />
            </main>
          </NamesContext>
        </DeskPlaceContext>
      </ZoneContext>
    </AloneCover>
  );
}
