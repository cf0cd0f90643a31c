import type { Form } from "./handover.ts";
import type { HandoverRule } from "./handover-rule.ts";

const forms = ["work", "property"] as const satisfies readonly Form[];

/** Forms that the regulation wants signed, and by how many sides. */
export function formsAsked({
  workForm,
  propertyForm,
}: Pick<HandoverRule, "workForm" | "propertyForm">): readonly { form: Form; signatures: number }[] {
  const asked = { work: workForm?.signatures ?? 0, property: propertyForm?.signatures ?? 0 };
  return forms.map((form) => ({ form, signatures: asked[form] })).filter(({ signatures }) => signatures > 0);
}
