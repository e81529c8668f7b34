// Nest: the application, as far as its settings are concerned.
import { judge } from "cors"
export class NestFactory {
  static create(module, adapter, options): NestApplication {
    const o = options == null ? adapter : options
    if (prunella.is(o, "dict") && o.cors != null) shared(o.cors)
    return new NestApplication()
  }
}
export class NestApplication { enableCors(o) { shared(o) } }
function shared(o) { if (prunella.is(o, "dict")) judge(o.origin, o.credentials) }
