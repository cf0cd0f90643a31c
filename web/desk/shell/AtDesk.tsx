import { Outlet } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import type { PersonHere, Session } from "#server/account/account-answer.ts";
import { ZoneContext } from "../../ui/server-clock.ts";
import { DeskPlaceContext } from "../door/acting.ts";
import { DeskLock } from "./DeskLock.tsx";
import { Shell } from "./Shell.tsx";
import { ShellWaiting } from "./ShellWaiting.tsx";

interface Props {
  readonly session: Session;
  readonly site: Session["sites"][number];
  readonly acting: PersonHere;
  /** Whether the server is out of reach of whoever would open the lock. */
  readonly alone: boolean;
}

/**
 * The screens, and the lock before them. What was drawn before the lock stays as it was behind it, with all that was half written. What was not is not
 * begun: a locked desk is answered nothing of what it would ask.
 */
export function AtDesk({ session, site, acting, alone }: Props) {
  const [drawn, setDrawn] = useState(!acting.locked);
  if (!drawn && !acting.locked) setDrawn(true);
  return (
    <ZoneContext value={site.zone}>
      <DeskPlaceContext value={{ site: site.site, acting }}>
        {drawn && (
          <Suspense fallback={<ShellWaiting />}>
            <Shell session={session}>
              <Suspense fallback={<ShellWaiting inside />}>
                <Outlet />
              </Suspense>
            </Shell>
          </Suspense>
        )}
        {acting.locked && <DeskLock session={session} acting={acting} alone={alone} />}
      </DeskPlaceContext>
    </ZoneContext>
  );
}
