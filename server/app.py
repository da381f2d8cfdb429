"""The application: routes, middleware, and what lives as long as the server does."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response, WebSocket
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from engine.kernels import cache
from engine.kernels.apart import Compiler
from server import (
    board_history,
    boards,
    data,
    figure,
    models,
    populations,
    static_files,
    trials,
    weights,
)
from server.errors import Refusal
from server.protocol import ErrorAnswer, Problem
from server.security import Security
from server.sessions import Sessions
from server.settings import Settings
from server.socket import serve_socket
from server.storage import Storage
from server.warm_up import WarmUp
from server.workers import Workers


def create_app(settings: Settings, storage: Storage | None = None) -> FastAPI:
    """The server as an ASGI application. Without an open `storage` it opens the one in
    `settings.data_dir` when it starts up; it closes either when it ends."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        workers = Workers()
        opened = (
            storage
            if storage is not None
            else await workers.storage(lambda: Storage(settings.data_dir))
        )
        compiler = Compiler(cache.store)
        cache.compile_apart = compiler.compile
        warm_up = WarmUp()
        if settings.warm_up:
            warm_up.start()
        sessions = Sessions(settings, opened, workers, warm_up)
        app.state.sessions = sessions
        try:
            yield
        finally:
            compiler.close()
            await sessions.close()
            await workers.storage(opened.close)
            workers.close()
            cache.compile_apart = None

    app = FastAPI(
        title="Neuroboard", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan
    )
    app.include_router(boards.router)
    app.include_router(board_history.router)
    app.include_router(data.router)
    app.include_router(figure.router)
    app.include_router(models.router)
    app.include_router(populations.router)
    app.include_router(trials.router)
    app.include_router(weights.router)
    app.add_api_route("/", static_files.page, methods=["GET", "HEAD"])
    app.add_api_route("/b/{board}", static_files.page, methods=["GET", "HEAD"])

    @app.websocket("/api/boards/{board}/socket")
    async def socket(websocket: WebSocket, board: str) -> None:
        await serve_socket(websocket, board, app.state.sessions)

    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(HTTPException, _http_error)
    page = static_files.static_root() / "app"
    app.mount("/", static_files.Assets(directory=page, check_dir=False))
    app.add_middleware(Security, settings=settings)
    return app


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    answer = ErrorAnswer(problems=error.problems)
    return JSONResponse(answer.model_dump(), status_code=error.status)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    sentences = {
        404: f"There is nothing at {request.url.path[:200]}.",
        405: f"{request.method} is not possible at {request.url.path[:200]}.",
    }
    answer = ErrorAnswer(problems=[Problem(message=sentences.get(error.status_code, error.detail))])
    return JSONResponse(answer.model_dump(), error.status_code, error.headers)
