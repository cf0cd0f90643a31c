import { Button, Input } from "antd";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type {
  PasswordChangeOperation,
  PersonHere,
  PinChoiceOperation,
  Session,
} from "#server/account/account-answer.ts";
import { PinPad } from "../../ui/PinPad.tsx";
import { ask, CommandRefused, type KnownProblem } from "../door/ask.ts";
import { RefusalNote } from "../door/RefusalNote.tsx";
import { DoorHead } from "./SignIn.tsx";
import { useNewSession } from "./session-query.ts";
import "./account.css";

/** Before the first act: a password and a PIN that nobody else knows. The password is asked once and kept only until the PIN is set. */
export function FirstSecrets({ person }: { person: PersonHere }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState("");
  return (
    <main className="door">
      <section className="door-card stack">
        <DoorHead />
        <h1>{t("account:first.title", { name: person.name })}</h1>
        <ol className="steps">
          <li data-now={person.mustChangePassword}>{t("account:first.password")}</li>
          <li data-now={!person.mustChangePassword}>{t("account:first.pin")}</li>
        </ol>
        {person.mustChangePassword ? (
          <FirstPassword person={person.person} onDone={setPassword} />
        ) : (
          <FirstPin person={person.person} known={password} />
        )}
      </section>
    </main>
  );
}

function useSecret(): {
  problem: KnownProblem | undefined;
  busy: boolean;
  refuse: (code: string) => void;
  tell: (secret: () => Promise<Session>) => Promise<boolean>;
} {
  const [problem, setProblem] = useState<KnownProblem>();
  const [busy, setBusy] = useState(false);
  const keep = useNewSession();
  const tell = async (secret: () => Promise<Session>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await keep(secret());
      return true;
    } catch (thrown) {
      if (!(thrown instanceof CommandRefused)) throw thrown;
      setProblem(thrown.problem);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { problem, busy, tell, refuse: (code) => setProblem({ code, status: 422, rules: ["ZB-02"] }) };
}

function FirstPassword({ person, onDone }: { person: string; onDone: (password: string) => void }) {
  const { t } = useTranslation();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const { problem, busy, refuse, tell } = useSecret();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (next !== again) return refuse("account.passwords-differ");
    const body = { person, current, next };
    if (await tell(() => ask<PasswordChangeOperation>("/api/session/password", { method: "POST", body }))) onDone(next);
  };
  return (
    <form className="stack" onSubmit={submit}>
      <p className="soft">{t("account:first.passwordNote")}</p>
      <SecretField label={t("account:first.current")} auto="current-password" value={current} onChange={setCurrent} />
      <SecretField label={t("account:first.next")} auto="new-password" value={next} onChange={setNext} />
      <SecretField label={t("account:first.again")} auto="new-password" value={again} onChange={setAgain} />
      {problem && <RefusalNote problem={problem} />}
      <Button type="primary" size="large" htmlType="submit" loading={busy} block>
        {t("account:first.change")}
      </Button>
    </form>
  );
}

function FirstPin({ person, known }: { person: string; known: string }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState("");
  const [first, setFirst] = useState<string>();
  const { problem, busy, refuse, tell } = useSecret();
  const whole = async (pin: string) => {
    if (first === undefined) return setFirst(pin);
    setFirst(undefined);
    if (pin !== first) return refuse("account.pins-differ");
    const body = { person, password: known || password, pin };
    await tell(() => ask<PinChoiceOperation>("/api/session/pin", { method: "POST", body }));
  };
  return (
    <div className="stack">
      <p className="soft">{t("account:first.pinNote")}</p>
      {known === "" && (
        <SecretField
          label={t("account:signIn.password")}
          auto="current-password"
          value={password}
          onChange={setPassword}
        />
      )}
      {problem && <RefusalNote problem={problem} />}
      <h2>{first === undefined ? t("account:first.pinOnce") : t("account:first.pinAgain")}</h2>
      <PinPad
        key={first === undefined ? "once" : "again"}
        label={first === undefined ? t("account:first.pinOnce") : t("account:first.pinAgain")}
        busy={busy}
        onWhole={whole}
      />
    </div>
  );
}

interface SecretProps {
  readonly label: ReactNode;
  readonly auto: "current-password" | "new-password" | "one-time-code";
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function SecretField({ label, auto, value, onChange }: SecretProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the field stands inside its label.
    <label className="field">
      {label}
      <Input.Password autoComplete={auto} required value={value} onChange={(event) => onChange(event.target.value)} />
    </label>
  );
}
