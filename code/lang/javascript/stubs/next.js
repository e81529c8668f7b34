// Next: handlers of the pages router. Those of the app router get a builtin Request.
import { Query, RequestHeaders, Cookies, Response } from "express"
export class NextApiRequest { get query(): Query { return new Query() } get body() { return prunella.source("http.json", "body") } get headers(): RequestHeaders { return new RequestHeaders() } get cookies(): Cookies { return new Cookies() } get method(): string { return prunella.clean() } get url(): string { return prunella.source("http.url", "url") } static unknown() { return new NextApiRequest() } }
export class NextApiResponse extends Response { static unknown() { return new NextApiResponse() } }
export class GetServerSidePropsContext { get query(): Query { return new Query() } get params(): Query { return new Query() } get req(): NextApiRequest { return new NextApiRequest() } get res(): NextApiResponse { return new NextApiResponse() } static unknown() { return new GetServerSidePropsContext() } }
