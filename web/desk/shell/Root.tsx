import { Outlet, useLocation } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import type { PersonHere, Session } from "#server/account/account-answer.ts";
import { ZoneContext } from "../../ui/server-clock.ts";
import { FirstSecrets } from "../account/FirstSecrets.tsx";
import { ForgottenPin } from "../account/ForgottenPin.tsx";
import { SignIn } from "../account/SignIn.tsx";
import { DeskPlaceContext, useActingAt } from "../door/acting.ts";
import { useSession } from "../door/session-query.ts";
import { LockedCalls } from "../ledger/LockedCalls.tsx";
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
  // Drawn here and not as what the router has open: on the way back that is another screen already, and nobody is signed in for it.
  // A desk at which nobody is signed in is owed no call.
  const calls = session.people.length > 0 && <LockedCalls />;
  if (pathname === "/forgotten-pin") return <ForgottenPin calls={calls} />;
  // Only whoever acts is asked: a colleague whose PIN was given up does not take the desk from the others.
  if (acting && !acting.locked && (acting.mustChangePassword || acting.mustSetPin))
    return <FirstSecrets key={acting.person} person={acting} calls={calls} />;
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
