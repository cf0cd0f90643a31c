import swagger from "@fastify/swagger";
import { jsonSchemaTransform } from "fastify-type-provider-zod";
import { z } from "zod";
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
    transform: jsonSchemaTransform,
  });
  app.addHook("onRoute", ({ method, url, schema }) => {
    if (url.startsWith("/api/") && (!schema?.response || schema.hide))
      throw new Error(`${method} ${url} would not stand in the document of the interface: give it a schema`);
  });
  app.get(
    "/api/openapi.json",
    { config: { desk: "anyone" }, schema: { tags: ["health"], response: { 200: z.unknown() } } },
    async () => app.swagger(),
  );
}
