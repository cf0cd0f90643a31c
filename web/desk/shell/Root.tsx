import { Outlet, useLocation } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import type { PersonHere, Session } from "#server/account/account-answer.ts";
import { ZoneContext } from "../../ui/server-clock.ts";
import { FirstSecrets } from "../account/FirstSecrets.tsx";
import { SignIn } from "../account/SignIn.tsx";
import { useSession } from "../account/session-query.ts";
import { DeskPlaceContext, useActingAt } from "./acting.ts";
import { DeskLock } from "./DeskLock.tsx";
import { useDeskOpen } from "./keep-open.ts";
import { Shell } from "./Shell.tsx";
import { ShellWaiting } from "./ShellWaiting.tsx";
import "./shell.css";

/** Sign-in, the lock, first password and PIN, then the shell: what stands between a browser and a screen. */
export function Root() {
  return (
    <Suspense fallback={<ShellWaiting />}>
      <Gate />
    </Suspense>
  );
}

function Gate() {
  const session = useSession();
  const acting = useActingAt(session);
  useDeskOpen(session, acting?.locked === false);
  const { pathname } = useLocation();
  if (pathname === "/forgotten-pin") return <Outlet />;
  const unready = session.people.find(
    ({ locked, mustChangePassword, mustSetPin }) => !locked && (mustChangePassword || mustSetPin),
  );
  if (unready && !acting?.locked) return <FirstSecrets key={unready.person} person={unready} />;
  const [site] = session.sites;
  if (!acting || !site) return <SignIn session={session} />;
  return (
    <ZoneContext value={site.zone}>
      <DeskPlaceContext value={{ site: site.site, acting }}>
        <AtDesk session={session} acting={acting} />
      </DeskPlaceContext>
    </ZoneContext>
  );
}

/**
 * What was drawn before the lock stays as it was behind it, with all that was half written. What was not is not begun: a locked desk is
 * answered nothing of what it would ask.
 */
function AtDesk({ session, acting }: { session: Session; acting: PersonHere }) {
  const [drawn, setDrawn] = useState(!acting.locked);
  if (!drawn && !acting.locked) setDrawn(true);
  return (
    <>
      {drawn && (
        <Suspense fallback={<ShellWaiting />}>
          <Shell session={session}>
            <Suspense fallback={<ShellWaiting inside />}>
              <Outlet />
            </Suspense>
          </Shell>
        </Suspense>
      )}
      {acting.locked && <DeskLock session={session} acting={acting} />}
    </>
  );
}
