import { useLocation } from "@tanstack/react-router";
import { Suspense } from "react";
import { FirstSecrets } from "../account/FirstSecrets.tsx";
import { ForgottenPin } from "../account/ForgottenPin.tsx";
import { NoSite } from "../account/NoSite.tsx";
import { SignIn } from "../account/SignIn.tsx";
import { useLockAlone } from "../alone/use-lock-alone.ts";
import { useSession } from "../door/session-query.ts";
import { useDeskState } from "../door/use-desk-state.ts";
import { LockedCalls } from "../ledger/LockedCalls.tsx";
import { AtDesk } from "./AtDesk.tsx";
import { DeskLock } from "./DeskLock.tsx";
import { useDeskOpen } from "./keep-open.ts";
import { ShellWaiting } from "./ShellWaiting.tsx";
import "./shell.css";

/** Sign-in, the lock, first password and PIN, then the shell: what stands between a browser and a screen. Which of them, `doorStateOf` says. */
export function Root() {
  return (
    <Suspense fallback={<ShellWaiting />}>
      <Gate />
    </Suspense>
  );
}

function Gate() {
  const session = useSession();
  const { acting, state } = useDeskState(session);
  const isBarred = state === "locked-known" || state === "by-pin";
  useDeskOpen(session, acting?.locked === false && !isBarred);
  useLockAlone(state === "alone", acting?.person);
  const { pathname } = useLocation();
  // Drawn here and not as what the router has open: on the way back that is another screen already, and nobody is signed in for it.
  // A desk at which nobody is signed in is owed no call.
  const calls = session.people.length > 0 && <LockedCalls />;
  if (pathname === "/forgotten-pin") return <ForgottenPin calls={calls} />;
  if (!acting) return <SignIn session={session} ended={state === "ended"} />;
  if (state === "secrets") return <FirstSecrets key={acting.person} person={acting} calls={calls} />;
  const [site] = session.sites;
  if (site) return <AtDesk session={session} site={site} acting={acting} state={state} />;
  if (acting.locked)
    return <DeskLock session={session} acting={acting} hears={state === "locked-alone" ? "nobody" : "server"} />;
  return <NoSite key={acting.person} person={acting} calls={calls} />;
}
