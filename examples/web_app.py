"""A web app: text streams to the browser, and what the service refuses keeps its status.

Start it with `uvicorn web_app:app`, then `curl -N localhost:8000/stories?about=moss`.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

from pollination_sdk import AsyncPollinations, errors
from pollination_sdk.types import AccountBalance, ChatCompletion

client = AsyncPollinations()


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncGenerator[None]:
    """Close the connections at the end."""
    async with client:
        yield


app = FastAPI(lifespan=lifespan)


@app.exception_handler(errors.PollinationsError)
async def failed(_: Request, error: errors.PollinationsError) -> JSONResponse:
    """Answer with the status of the service, and a sentence that its users understand."""
    if isinstance(error, errors.PromptError):  # the text of the user: nothing was sent
        return JSONResponse({"error": error.summary}, 400)
    return JSONResponse({"error": error.summary}, error.status if isinstance(error, errors.APIError) else 502)


@app.get("/stories")
async def story(about: str) -> StreamingResponse:
    """Stream a story."""
    stream = client.stream_chat(f"Tell a story about {about}.")
    await stream.open()  # raises what the service refuses, before the browser has a status
    return StreamingResponse(stream.text_stream, media_type="text/plain")


@app.get("/pictures")
async def picture(of: str) -> Response:
    """Show an image."""
    image = await client.image(of, width=256, height=256, timeout=120)
    return Response(image.bytes, media_type=image.media_type)


@app.get("/answers")
async def answer(question: str) -> ChatCompletion:
    """Return the model's answer as the service sent it."""
    return await client.chat(question)


@app.get("/balance")
async def balance() -> AccountBalance:
    """Return the pollen that is left."""
    return await client.balance()
