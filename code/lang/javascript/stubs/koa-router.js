// koa-router: as @koa/router.
export { default } from "@koa/router"
