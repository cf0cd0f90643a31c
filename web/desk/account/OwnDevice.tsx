import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { longest } from "#duty/grammar/limits.ts";
import type { DeviceRevocationOperation } from "#server/account/account-answer.ts";
import { canHoldKey } from "../../queue/device-key.ts";
import type { KnownProblem } from "../../queue/heard.ts";
import { overlooks, useDeskPlace } from "../door/acting.ts";
import { ask, CommandRefused } from "../door/ask.ts";
import { enrolOwn } from "../door/own-device.ts";
import { devicesQuery, sessionQuery, useSession } from "../door/session-query.ts";
import { useAfterWritten } from "../door/use-after-written.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { useNames } from "../site/names.ts";

const notKept: KnownProblem = { code: "device.key-not-kept", status: 0 };

/** Whether this browser is a device, and the way to make it one; the devices of the site, and the way to withdraw one. */
export function OwnDevice() {
  const { t } = useTranslation();
  const { device } = useSession();
  return (
    <div className="stack way-out">
      <h3>{t("account:device.title")}</h3>
      <p className="small soft">{t("account:device.note")}</p>
      {device && <p className="hint">{t("account:device.own", { name: device.name })}</p>}
      {!device && (canHoldKey() ? <Enrolling /> : <p className="hint">{t("account:device.cannot")}</p>)}
      <DevicesOfSite />
    </div>
  );
}

/** Does one thing at a time, and keeps why it was refused. */
function useAsking() {
  const queries = useQueryClient();
  const afterWritten = useAfterWritten();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<KnownProblem>();
  const run = async (work: () => Promise<KnownProblem | undefined>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      setProblem(await afterWritten(work));
      await queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
    } catch (thrown) {
      if (!(thrown instanceof CommandRefused)) throw thrown;
      setProblem(thrown.problem);
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, run };
}

function Enrolling() {
  const { t } = useTranslation();
  const { site } = useDeskPlace();
  const { busy, problem, run } = useAsking();
  const field = useId();
  const [name, setName] = useState("");
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void run(async () => ((await enrolOwn(site, name.trim())) === undefined ? notKept : undefined));
      }}
    >
      <label htmlFor={field}>{t("account:device.name")}</label>
      <Input id={field} value={name} maxLength={longest.account} onChange={({ target }) => setName(target.value)} />
      {problem && <RefusalNote problem={problem} />}
      <Button htmlType="submit" loading={busy} disabled={name.trim() === ""}>
        {t("account:device.enrol")}
      </Button>
    </form>
  );
}

function DevicesOfSite() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="plain-button link" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t("account:device.all")}
      </button>
      {open && <ListedDevices />}
    </>
  );
}

function ListedDevices() {
  const { t } = useTranslation();
  const { site, acting } = useDeskPlace();
  const names = useNames();
  const { data } = useQuery(devicesQuery(site));
  if (!data) return null;
  const inUse = data.devices.filter(({ revokedAt }) => revokedAt === null);
  if (inUse.length === 0) return <p className="small soft">{t("account:device.none")}</p>;
  return (
    <ul className="stack">
      {inUse.map(({ id, name, enrolledBy }) => (
        <li key={id} className="stack">
          <span>{t("account:device.of", { name, by: names.person(enrolledBy) })}</span>
          {(enrolledBy === acting.person || overlooks(acting, site)) && <Withdrawing device={id} name={name} />}
        </li>
      ))}
    </ul>
  );
}

function Withdrawing({ device, name }: { device: string; name: string }) {
  const { t } = useTranslation();
  const { busy, problem, run } = useAsking();
  const field = useId();
  const [reason, setReason] = useState<string>();
  if (reason === undefined) {
    return (
      <button type="button" className="plain-button link" onClick={() => setReason("")}>
        {t("account:device.withdraw", { name })}
      </button>
    );
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        const asked = { method: "POST", params: { device }, body: { reason: reason.trim() } } as const;
        void run(async () => {
          await ask<DeviceRevocationOperation>("/api/devices/:device/revoke", asked);
          return undefined;
        });
      }}
    >
      <label htmlFor={field}>{t("account:device.why")}</label>
      <Input id={field} value={reason} maxLength={longest.reason} onChange={({ target }) => setReason(target.value)} />
      {problem && <RefusalNote problem={problem} />}
      <Button htmlType="submit" danger loading={busy} disabled={reason.trim() === ""}>
        {t("account:device.sure")}
      </Button>
    </form>
  );
}
