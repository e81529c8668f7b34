// koa2-cors: as @koa/cors.
export { default } from "@koa/cors"
