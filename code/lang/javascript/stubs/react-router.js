// React Router: as react-router-dom.
export * from "react-router-dom"
