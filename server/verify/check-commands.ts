import { commandHash } from "#server/seal/leaves.ts";
import type { CheckedEntries } from "./check-entries.ts";
import type { CommandEvidence, SiteEvidence } from "./evidence.ts";
import type { Notebook } from "./findings.ts";

/** Every entry comes from a command that was answered, and every answer speaks of entries that are there. */
export async function checkCommands(
  evidence: SiteEvidence,
  notebook: Notebook,
  { checked, hear }: { readonly checked: CheckedEntries; readonly hear: (command: CommandEvidence) => void },
): Promise<ReadonlyMap<string, string>> {
  const commands = new Map<string, string>();
  for await (const command of evidence.commands()) {
    hear(command);
    const { id, bytes, receipt } = command;
    commands.set(id, commandHash(bytes));
    if (!receipt || receipt.version === 0 || receipt.site !== evidence.site) continue;
    const at = `${receipt.stream}@${receipt.version}`;
    if (checked.entries.get(at) !== receipt.hash) notebook.discrepancy("command.answer-differs", id, { says: at });
  }
  for (const id of checked.commands)
    if (!commands.has(id)) notebook.discrepancy("command.missing", id, sentElsewhere(evidence, checked, id));
  return commands;
}

/** Where a command may have been sent of which nothing but consequences stand here. */
function sentElsewhere({ site }: SiteEvidence, { done, headOffice }: CheckedEntries, id: string) {
  return done.has(id) || headOffice === undefined || headOffice === site ? undefined : { elsewhere: headOffice };
}
