import { Outlet, useLocation } from "@tanstack/react-router";
import { Suspense } from "react";
import type { Session } from "#server/account/account-answer.ts";
import { ZoneContext } from "../../ui/server-clock.ts";
import { FirstSecrets } from "../account/FirstSecrets.tsx";
import { SignIn } from "../account/SignIn.tsx";
import { useSession } from "../account/session-query.ts";
import { DeskPlaceContext, useActingAt } from "./acting.ts";
import { Shell } from "./Shell.tsx";
import { ShellWaiting } from "./ShellWaiting.tsx";
import "./shell.css";

/** Sign-in, first password and PIN, then the shell: what stands between a browser and a screen. */
export function Root() {
  return (
    <Suspense fallback={<ShellWaiting />}>
      <Gate />
    </Suspense>
  );
}

function Gate() {
  const session = useSession();
  const { pathname } = useLocation();
  if (pathname === "/forgotten-pin") return <Outlet />;
  const unready = session.people.find(({ mustChangePassword, mustSetPin }) => mustChangePassword || mustSetPin);
  if (unready) return <FirstSecrets key={unready.person} person={unready} />;
  return <AtDesk session={session} />;
}

function AtDesk({ session }: { session: Session }) {
  const acting = useActingAt(session);
  const site = session.sites[0];
  if (!acting || !site) return <SignIn session={session} />;
  return (
    <ZoneContext value={site.zone}>
      <DeskPlaceContext value={{ site: site.site, acting }}>
        <Shell session={session}>
          <Suspense fallback={<ShellWaiting inside />}>
            <Outlet />
          </Suspense>
        </Shell>
      </DeskPlaceContext>
    </ZoneContext>
  );
}
