import { Link } from "@tanstack/react-router";
import { Button, Input } from "antd";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PinReplacementOperation } from "#server/account/account-answer.ts";
import { ask, CommandRefused, type KnownProblem } from "../door/ask.ts";
import { RefusalNote } from "../door/RefusalNote.tsx";
import { SecretField } from "./FirstSecrets.tsx";
import { DoorHead } from "./SignIn.tsx";
import "./account.css";

/** A supervisor starts it and gives a code that works once; the PIN itself nobody else ever learns. */
export function ForgottenPin() {
  const { t } = useTranslation();
  const [done, setDone] = useState(false);
  return (
    <main className="door">
      <section className="door-card stack">
        <DoorHead />
        <h1>{t("account:forgotten.title")}</h1>
        <ol className="told">
          <li>{t("account:forgotten.one")}</li>
          <li>{t("account:forgotten.two")}</li>
          <li>{t("account:forgotten.three")}</li>
        </ol>
        {done ? <p className="hint">{t("account:forgotten.done")}</p> : <NewPin onDone={() => setDone(true)} />}
        <Link to="/">{t("account:forgotten.back")}</Link>
      </section>
    </main>
  );
}

function NewPin({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [pin, setPin] = useState("");
  const [problem, setProblem] = useState<KnownProblem>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setProblem(undefined);
    try {
      const body = { name: name.trim(), password, code: code.trim(), pin };
      await ask<PinReplacementOperation>("/api/pin-reset", { method: "POST", body });
      onDone();
    } catch (thrown) {
      if (!(thrown instanceof CommandRefused)) throw thrown;
      setProblem(thrown.problem);
    }
  };
  return (
    <form className="stack" onSubmit={submit}>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the field stands inside its label. */}
      <label className="field">
        {t("account:signIn.name")}
        <Input autoComplete="username" required value={name} onChange={(event) => setName(event.target.value)} />
      </label>
      <SecretField
        label={t("account:signIn.password")}
        auto="current-password"
        value={password}
        onChange={setPassword}
      />
      <SecretField label={t("account:forgotten.code")} auto="one-time-code" value={code} onChange={setCode} />
      <SecretField label={t("account:forgotten.pin")} auto="new-password" value={pin} onChange={setPin} />
      {problem && <RefusalNote problem={problem} />}
      <Button type="primary" htmlType="submit" size="large" block>
        {t("account:forgotten.set")}
      </Button>
    </form>
  );
}
