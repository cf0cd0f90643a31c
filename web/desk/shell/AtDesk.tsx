import { Outlet } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import type { PersonHere, Session } from "#server/account/account-answer.ts";
import { ZoneContext } from "../../ui/server-clock.ts";
import { OpenedAlone } from "../alone/AwayDesk.tsx";
import { DeskPlaceContext } from "../door/acting.ts";
import type { DoorState } from "../door/desk-state.ts";
import { DeskLock, hearsWhen } from "./DeskLock.tsx";
import { Shell } from "./Shell.tsx";
import { ShellWaiting } from "./ShellWaiting.tsx";

interface Props {
  readonly session: Session;
  readonly site: Session["sites"][number];
  readonly acting: PersonHere;
  readonly state: DoorState;
}

function isLockState(state: DoorState): state is keyof typeof hearsWhen {
  return state in hearsWhen;
}

/**
 * The screens, and the lock before them. What was drawn before the lock stays as it was behind it, with all that was half written. What was not is not
 * begun: a locked desk is answered nothing of what it would ask.
 */
export function AtDesk({ session, site, acting, state }: Props) {
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
        {isLockState(state) && <DeskLock session={session} acting={acting} hears={hearsWhen[state]} />}
        {state === "by-pin" && <OpenedAlone />}
      </DeskPlaceContext>
    </ZoneContext>
  );
}
