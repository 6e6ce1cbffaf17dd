from pollination_sdk import (
    api as api,
)
from pollination_sdk import (
    api_client as api_client,
)
from pollination_sdk import (
    api_response as api_response,
)
from pollination_sdk import (
    batch as batch,
)
from pollination_sdk import (
    compat as compat,
)
from pollination_sdk import (
    configuration as configuration,
)
from pollination_sdk import (
    dataframes as dataframes,
)
from pollination_sdk import (
    errors as errors,
)
from pollination_sdk import (
    exceptions as exceptions,
)
from pollination_sdk import (
    login as login,
)
from pollination_sdk import (
    models as models,
)
from pollination_sdk import (
    rest as rest,
)
from pollination_sdk import (
    types as types,
)
from pollination_sdk._client.clients import AsyncPollinations as AsyncPollinations
from pollination_sdk._client.clients import Pollinations as Pollinations
from pollination_sdk._client.telemetry.record import CallRecord as CallRecord
from pollination_sdk._costs.cost import Cost as Cost
from pollination_sdk._costs.estimate import Estimate as Estimate
from pollination_sdk._costs.reconciliation import Reconciliation as Reconciliation
from pollination_sdk._costs.spending.limit import SpendLimit as SpendLimit
from pollination_sdk._engine.retry import Retry as Retry
from pollination_sdk._engine.retry import set_waiting as set_waiting
from pollination_sdk._engine.retry import without_waiting as without_waiting
from pollination_sdk._media.media import Media as Media
from pollination_sdk._operations.names import Messages as Messages
from pollination_sdk._responses.answer import Answer as Answer
from pollination_sdk._responses.jsonable import to_jsonable as to_jsonable
from pollination_sdk._responses.streams.chat import AsyncStream as AsyncStream
from pollination_sdk._responses.streams.chat import Stream as Stream
from pollination_sdk._responses.streams.media import AsyncMediaStream as AsyncMediaStream
from pollination_sdk._responses.streams.media import MediaStream as MediaStream
from pollination_sdk._typed.tools.run import ToolRun as ToolRun
from pollination_sdk._typed.tools.run import ToolStop as ToolStop
from pollination_sdk._typed.tools.tool import Tool as Tool
from pollination_sdk._version import __version__ as __version__
from pollination_sdk.compat import (
    ApiAttributeError as ApiAttributeError,
)
from pollination_sdk.compat import (
    ApiClient as ApiClient,
)
from pollination_sdk.compat import (
    ApiException as ApiException,
)
from pollination_sdk.compat import (
    ApiKeyError as ApiKeyError,
)
from pollination_sdk.compat import (
    ApiResponse as ApiResponse,
)
from pollination_sdk.compat import (
    ApiTypeError as ApiTypeError,
)
from pollination_sdk.compat import (
    ApiValueError as ApiValueError,
)
from pollination_sdk.compat import (
    Configuration as Configuration,
)
from pollination_sdk.compat import (
    GenPollinationsAiApi as GenPollinationsAiApi,
)
from pollination_sdk.compat import (
    GetAccountBalance200Response as GetAccountBalance200Response,
)
from pollination_sdk.compat import (
    GetAccountKey200Response as GetAccountKey200Response,
)
from pollination_sdk.compat import (
    GetAccountProfile200Response as GetAccountProfile200Response,
)
from pollination_sdk.compat import (
    GetAccountUsage200Response as GetAccountUsage200Response,
)
from pollination_sdk.compat import (
    GetAccountUsageDaily200Response as GetAccountUsageDaily200Response,
)
from pollination_sdk.compat import (
    GetGenerateImageModels200ResponseInner as GetGenerateImageModels200ResponseInner,
)
from pollination_sdk.compat import (
    GetGenerateV1Models200Response as GetGenerateV1Models200Response,
)
from pollination_sdk.compat import (
    OpenApiException as OpenApiException,
)
from pollination_sdk.compat import (
    PostGenerateV1ChatCompletions200Response as PostGenerateV1ChatCompletions200Response,
)
from pollination_sdk.compat import (
    PostGenerateV1ChatCompletionsRequest as PostGenerateV1ChatCompletionsRequest,
)

__all__ = [
    "Answer",
    "AsyncMediaStream",
    "AsyncPollinations",
    "AsyncStream",
    "CallRecord",
    "Cost",
    "Estimate",
    "Media",
    "MediaStream",
    "Messages",
    "Pollinations",
    "Reconciliation",
    "Retry",
    "SpendLimit",
    "Stream",
    "Tool",
    "ToolRun",
    "ToolStop",
    "__version__",
    "batch",
    "dataframes",
    "errors",
    "login",
    "set_waiting",
    "to_jsonable",
    "types",
    "without_waiting",
]
