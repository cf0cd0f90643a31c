import swagger from "@fastify/swagger";
import type { FastifySchema } from "fastify";
import { jsonSchemaTransform } from "fastify-type-provider-zod";
import { z } from "zod";
import { problemShape } from "./commands-answer.ts";
import type { App } from "./routes.ts";

/** The document of the interface, made from the schemas by which every request is checked. Register before any route. */
export async function describeApi(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Zhiban",
        version: "1",
        description: "Duty of a building. How the parts belong together stands in docs/api.md.",
      },
      components: { securitySchemes: { desk: { type: "apiKey", in: "cookie", name: "zhiban" } } },
      security: [{ desk: [] }],
    },
    transform: (about) => {
      // Screens are no part of the interface: a file of theirs has no schema.
      if (about.schema === undefined) return { url: about.url, schema: { hide: true } };
      const { schema, url } = jsonSchemaTransform(about);
      const { refusals: _, ...described } = schema as FastifySchema;
      return {
        url,
        schema: { ...described, response: { ...(described.response ?? {}), ...refusedWith(about.schema) } },
      };
    },
  });
  app.addHook("onRoute", ({ method, url, schema }) => {
    if (!url.startsWith("/api/") || (schema?.response && schema.operationId && schema.refusals && !schema.hide)) return;
    throw new Error(
      `${method} ${url} would not stand in the document of the interface: give it a schema with an operationId and its refusals`,
    );
  });
  app.get(
    "/api/openapi.json",
    {
      config: { desk: "anyone" },
      schema: { operationId: "interface.describe", tags: ["health"], refusals: [], response: { 200: z.unknown() } },
    },
    async () => app.swagger(),
  );
}

/** What comes back when it may not be: any status that is no success, with one of these codes. */
function refusedWith({ refusals = [] }: FastifySchema = {}): object {
  const [first, ...rest] = refusals;
  if (first === undefined) return {};
  const schema = z.toJSONSchema(problemShape.extend({ code: z.enum([first, ...rest]) }), { io: "output" });
  return {
    default: {
      description: "Why it may not be (RFC 9457). The status and `code` say what it is; see docs/api.md.",
      content: { "application/problem+json": { schema } },
    },
  };
}
